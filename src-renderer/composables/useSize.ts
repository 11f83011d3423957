import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue'
import type { ChartSize } from '#shared/charts/chartView.ts'

/** The inner size of an element in whole px, and whether it is near the visible part of the window. */
export function useSize(element: Ref<HTMLElement | null>) {
  const size = shallowRef<ChartSize>({ width: 0, height: 0 })
  const near = shallowRef(false)
  const resizes = new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect
    size.value = { width: Math.floor(width), height: Math.floor(height) }
  })
  const sights = new IntersectionObserver(([entry]) => (near.value = entry!.isIntersecting), { rootMargin: '200px' })
  watch(
    element,
    (now, before) => {
      if (before) [resizes, sights].forEach((observer) => observer.unobserve(before))
      if (now) [resizes, sights].forEach((observer) => observer.observe(now))
    },
    { flush: 'post', immediate: true },
  )
  onBeforeUnmount(() => [resizes, sights].forEach((observer) => observer.disconnect()))
  return { size, near }
}
