import type { EChartsOption } from 'echarts'
import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue'
import type { ChartSize } from '#shared/charts/chartView.ts'
import { inFrame } from '#renderer/lib/frameScheduler.ts'
import { init } from './echartsParts.ts'

/**
 * Draws `option` into `host` whenever it or the size changes, in a later frame and never in a hidden window. An option
 * is a complete drawing including zoom and selection, so each one replaces the previous one.
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
    // There are no animations, so no ten further frames are needed after a drawing.
    begun.getZr().setSleepAfterStill(1)
    return begun
  }
  function schedule(): void {
    // Printing does not wait for a frame.
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
  // Text measured before its font was loaded is misplaced.
  void document.fonts.ready.then(schedule)
  onBeforeUnmount(dispose)
}
