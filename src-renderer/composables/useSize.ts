import { useElementSize, useElementVisibility } from '@vueuse/core'
import { computed, type Ref } from 'vue'
import type { ChartSize } from '#shared/charts/chartView.ts'

/** The inner size of an element in whole px, and whether it is near the visible part of the window. */
export function useSize(element: Ref<HTMLElement | null>) {
  const { width, height } = useElementSize(element)
  const size = computed((): ChartSize => ({ width: Math.floor(width.value), height: Math.floor(height.value) }))
  return { size, near: useElementVisibility(element, { rootMargin: '200px' }) }
}
