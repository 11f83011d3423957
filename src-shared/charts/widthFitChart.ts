import type { LineSeriesOption } from 'echarts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { placed, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'
import { widthScale, widthsChart } from './widthsChart.ts'
import { withSeries } from './withSeries.ts'

export interface WidthFitInput {
  readonly mark: SpaceMark
  /** Depth and width of each stage. */
  readonly stages: readonly { readonly depth: number; readonly width: number }[]
  /** The line u_j, one value per block; drawn dotted. */
  readonly continuous: readonly number[]
  /** The quantised line, one value per block; drawn as a dashed staircase. */
  readonly quantized: readonly number[]
  readonly blockCount?: number
  readonly widthScale?: Scale
}

/** The widths of a network's blocks with the quantised line nearest to them. */
export function widthFitChart(input: WidthFitInput, view: ChartView): Drawing {
  const { theme } = wholeView(view)
  const { stages, continuous, quantized } = input
  const scale = input.widthScale ?? widthScale([...stages.map(({ width }) => width), ...quantized])
  const [initialWidth = 0, second = initialWidth] = continuous
  const drawing = widthsChart(
    {
      mark: input.mark,
      stages,
      fit: { initialWidth, widthSlope: second - initialWidth },
      widthScale: scale,
      ...(input.blockCount === undefined ? {} : { blockCount: input.blockCount }),
    },
    view,
  )
  const staircase: LineSeriesOption = {
    type: 'line',
    id: 'quantised',
    silent: true,
    symbol: 'none',
    step: 'middle',
    z: 4,
    lineStyle: { color: theme.ink, width: 1.75, type: [5, 3] },
    data: [
      [-0.5, placed(scale, quantized[0]!)],
      ...quantized.map((width, j) => [j, placed(scale, width)]),
      [quantized.length - 0.5, placed(scale, quantized.at(-1)!)],
    ],
  }
  return withSeries(drawing, staircase)
}
