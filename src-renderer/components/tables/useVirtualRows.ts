import { computed, onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** Number of rows rendered beyond the visible ones, so that scrolling shows no gap. */
const margin = 8
/** Number of rows on paper. */
const printed = 300

/**
 * The visible rows of `count` rows of equal height (px; 0: all rows are rendered) below a row of titles in a scrolling
 * element, and a function to scroll one into view.
 */
export function useVirtualRows(host: Ref<HTMLElement | null>, count: () => number, rowHeight: () => number) {
  const scrolled = ref(0)
  const height = ref(0)
  const isPrinting = ref(false)
  const first = computed(() => (isPrinting.value ? 0 : Math.max(0, Math.floor(scrolled.value / rowHeight()) - margin)))
  const last = computed(() =>
    Math.min(count(), isPrinting.value ? printed : Math.ceil((scrolled.value + height.value) / rowHeight()) + margin),
  )
  /** Maximum number of rendered rows; rows whose index has the same remainder reuse the same element. */
  const slots = computed(() => (isPrinting.value ? printed : Math.ceil(height.value / rowHeight()) + 2 * margin + 2))
  const resizes = new ResizeObserver(([entry]) => (height.value = entry!.contentRect.height))

  function onScroll(): void {
    scrolled.value = host.value!.scrollTop
  }
  const beginPrinting = () => (isPrinting.value = true)
  const endPrinting = () => (isPrinting.value = false)
  onMounted(() => {
    if (rowHeight() === 0) return
    host.value!.addEventListener('scroll', onScroll, { passive: true })
    resizes.observe(host.value!)
    window.addEventListener('beforeprint', beginPrinting)
    window.addEventListener('afterprint', endPrinting)
  })
  onBeforeUnmount(() => {
    resizes.disconnect()
    window.removeEventListener('beforeprint', beginPrinting)
    window.removeEventListener('afterprint', endPrinting)
  })

  /** Scrolls the minimum needed to show a row below the header. */
  function reveal(index: number): void {
    const element = host.value
    if (!element) return
    const top = index * rowHeight()
    const seen = element.clientHeight - rowHeight()
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight() > element.scrollTop + seen) element.scrollTop = top + rowHeight() - seen
  }
  const perPage = () => Math.max(1, Math.floor(height.value / rowHeight()) - 2)

  return { first, last, slots, reveal, perPage }
}
