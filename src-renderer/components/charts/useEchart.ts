import type { EChartsOption } from 'echarts'
import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue'
import type { ChartSize } from '#shared/charts/chartView.ts'
import { inFrame } from '#renderer/lib/frameScheduler.ts'
import { init } from './echartsParts.ts'

/**
 * Draws `option` into `host` whenever it or the size changes, in a coming frame and never in a hidden window. An
 * option is the whole drawing, zoom and selection with it, so each replaces the one before.
 */
export function useEchart(
  host: Ref<HTMLElement | null>,
  size: Ref<ChartSize>,
  option: () => EChartsOption | undefined,
) {
  const chart = shallowRef<ReturnType<typeof init>>()
  let callOff: (() => void) | undefined

  function draw(): void {
    callOff = undefined
    const [element, next] = [host.value, option()]
    if (!element || !next) return
    const { width, height } = size.value
    chart.value ??= begin(element, { width, height })
    if (chart.value.getWidth() !== width || chart.value.getHeight() !== height) chart.value.resize({ width, height })
    chart.value.setOption(next, { notMerge: true })
  }
  function begin(element: HTMLElement, { width, height }: ChartSize) {
    const begun = init(element, null, { renderer: 'canvas', width, height })
    // Nothing moves by itself: after a drawing it need not ask for ten more frames.
    begun.getZr().setSleepAfterStill(1)
    return begun
  }
  function schedule(): void {
    // Paper waits for no frame.
    if (matchMedia('print').matches) {
      draw()
      chart.value?.getZr().flush()
    } else callOff ??= inFrame(draw, 'alone')
  }
  function dispose(): void {
    callOff?.()
    callOff = undefined
    chart.value?.dispose()
    chart.value = undefined
  }

  watch([size, option], schedule, { flush: 'post', immediate: true })
  watch(host, (element) => (element ? schedule() : dispose()), { flush: 'post' })
  // Text that was measured before its font had come stands wrong.
  void document.fonts.ready.then(schedule)
  onBeforeUnmount(dispose)
}
