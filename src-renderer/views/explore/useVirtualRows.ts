import { computed, onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** Rows drawn beyond what is seen, so that scrolling meets no gap. */
const margin = 8

/** Which of `count` rows of equal height are seen in a scrolling element, and how to bring one into view. */
export function useVirtualRows(
  host: Ref<HTMLElement | null>,
  count: () => number,
  rowHeight: number,
  headHeight: number,
) {
  const scrolled = ref(0)
  const height = ref(0)
  const first = computed(() => Math.max(0, Math.floor(scrolled.value / rowHeight) - margin))
  const last = computed(() => Math.min(count(), Math.ceil((scrolled.value + height.value) / rowHeight) + margin))
  /** How many there can be at once: a row whose index has the same rest is drawn in the same place of the document. */
  const slots = computed(() => Math.ceil(height.value / rowHeight) + 2 * margin + 2)
  const resizes = new ResizeObserver(([entry]) => (height.value = entry!.contentRect.height))

  function onScroll(): void {
    scrolled.value = host.value!.scrollTop
  }
  onMounted(() => {
    host.value!.addEventListener('scroll', onScroll, { passive: true })
    resizes.observe(host.value!)
  })
  onBeforeUnmount(() => resizes.disconnect())

  /** Scrolls as little as it takes to show a row below the head. */
  function reveal(index: number): void {
    const element = host.value
    if (!element) return
    const top = index * rowHeight
    const seen = element.clientHeight - headHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight > element.scrollTop + seen) element.scrollTop = top + rowHeight - seen
  }
  const perPage = () => Math.max(1, Math.floor((height.value - headHeight) / rowHeight) - 1)

  return { first, last, slots, reveal, perPage }
}
