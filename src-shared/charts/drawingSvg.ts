import { init } from 'echarts'
import type { ChartSize, Drawing } from './chartView.ts'

/** A chart as a standalone SVG text that scales with its box; needs no DOM. */
export function drawingSvg({ option }: Drawing, size: ChartSize): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  chart.setOption(option)
  const svg = chart.renderToSVGString({ useViewBox: true })
  chart.dispose()
  return svg
}
