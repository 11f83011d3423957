import type { CustomSeriesOption } from 'echarts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { parameterScatter, type ScatterInput } from './parameterScatter.ts'
import { placed, scaleOf } from './scale.ts'
import { withSeries } from './withSeries.ts'

/** Networks that no other of theirs beats in both value and error, ascending in value. */
export interface Front {
  readonly points: readonly { readonly value: number; readonly errorPercent: number }[]
  /** Of networks shown for comparison. */
  readonly isDashed?: boolean
}

/**
 * Error against a measure of cost, with each Pareto front as a staircase: at each cost, the lowest error of all its
 * networks that cost no more.
 */
export function frontChart(input: ScatterInput, fronts: readonly Front[], view: ChartView): Drawing {
  const { theme } = wholeView(view)
  const scale = input.valueScale ?? scaleOf(input.points.map(({ value }) => value))
  const staircases = fronts.map(({ points, isDashed = false }, i): CustomSeriesOption => {
    const corners = points.flatMap(({ value, errorPercent }, k): [number, number][] => [
      [placed(scale, value), errorPercent],
      [placed(scale, points[k + 1]?.value ?? scale.high), errorPercent],
    ])
    // A line series would leave out corners that lie within a px of each other, and slant the steps.
    return {
      type: 'custom',
      id: `front ${i}`,
      silent: true,
      clip: true,
      z: isDashed ? 2 : 3,
      data: corners.slice(0, 1),
      renderItem: (_, api) => ({
        type: 'polyline',
        shape: { points: corners.map((corner) => api.coord(corner)) },
        style: {
          ...{ stroke: isDashed ? theme.inkFaint : theme.ink, lineWidth: 1.25, fill: 'none' },
          ...(isDashed ? { lineDash: [4, 3] } : {}),
        },
      }),
    }
  })
  return withSeries(parameterScatter({ ...input, valueScale: scale }, view), ...staircases)
}
