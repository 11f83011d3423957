import type { CustomSeriesOption } from 'echarts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { parameterScatter, type ScatterInput } from './parameterScatter.ts'
import { placed, scaleOf } from './scale.ts'
import { withSeries } from './withSeries.ts'

/** A network that no other beats in both value and error. */
export interface FrontPoint {
  readonly value: number
  readonly errorPercent: number
}

/**
 * Error against a measure of cost, with the Pareto front as a staircase: at each cost, the lowest error of all networks
 * that cost no more. `front` is ascending in value.
 */
export function frontChart(input: ScatterInput, front: readonly FrontPoint[], view: ChartView): Drawing {
  const { theme } = wholeView(view)
  const scale = input.valueScale ?? scaleOf(input.points.map(({ value }) => value))
  const corners = front.flatMap(({ value, errorPercent }, i): [number, number][] => [
    [placed(scale, value), errorPercent],
    [placed(scale, front[i + 1]?.value ?? scale.high), errorPercent],
  ])
  // A line series would leave out corners that lie within a px of each other, and slant the steps.
  const staircase: CustomSeriesOption = {
    type: 'custom',
    id: 'front',
    silent: true,
    clip: true,
    z: 3,
    data: corners.slice(0, 1),
    renderItem: (_, api) => ({
      type: 'polyline',
      shape: { points: corners.map((corner) => api.coord(corner)) },
      style: { stroke: theme.ink, lineWidth: 1.25, fill: 'none' },
    }),
  }
  return withSeries(parameterScatter({ ...input, valueScale: scale }, view), staircase)
}
