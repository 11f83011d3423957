import type { SeriesOption } from 'echarts'
import type { Drawing } from './chartView.ts'

/** The drawing with further series over those it has. */
export function withSeries(drawing: Drawing, ...added: SeriesOption[]): Drawing {
  const { series = [] } = drawing.option
  const own = Array.isArray(series) ? series : [series]
  return { ...drawing, option: { ...drawing.option, series: [...own, ...added] } }
}
