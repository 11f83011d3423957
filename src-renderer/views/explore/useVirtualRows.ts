import { computed, onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** Number of rows rendered beyond the visible ones, so that scrolling shows no gap. */
const margin = 8

/** The visible rows of `count` rows of equal height in a scrolling element, and a function to scroll one into view. */
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
  /** Maximum number of rendered rows; rows whose index has the same remainder reuse the same element. */
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

  /** Scrolls the minimum needed to show a row below the header. */
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
