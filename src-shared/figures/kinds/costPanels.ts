import { extent } from '#shared/charts/extent.ts'
import { frontChart, type Front } from '#shared/charts/frontChart.ts'
import { linearScale, scaleOf } from '#shared/charts/scale.ts'
import type { SpaceMark } from '#shared/charts/spaceMarks.ts'
import { countUnit } from '#shared/format/counts.ts'
import { paretoFront } from '#shared/statistics/paretoFront.ts'
import type { FigurePanel } from '../figure.ts'
import type { FigureWords } from '../figureWords.ts'

/** A network by its costs and its error. */
export interface CostPoint<Cost extends string> {
  readonly id: string
  readonly mark: SpaceMark
  readonly errorPercent: number
  readonly costs: Readonly<Record<Cost, number>>
  /** A published network beside the user's: with a front of its own, dashed. */
  readonly isReference?: boolean
}

/** A cost as an axis. */
export interface CostAxis<Cost extends string> {
  readonly id: Cost
  readonly title: string
  /** A count is written with the prefix of its size. */
  readonly isCount: boolean
  readonly unit: string
}

/** Indices of the networks on the Pareto front of a cost, ascending in it; of equal networks all. */
export const frontOf = <Cost extends string>(points: readonly CostPoint<Cost>[], id: Cost): number[] =>
  paretoFront(
    points.map(({ costs }) => costs[id]),
    points.map(({ errorPercent }) => errorPercent),
  )

/** Error against each of the costs, with the Pareto front over the user's networks and that over the published ones. */
export function costPanels<Cost extends string>(
  axes: readonly CostAxis<Cost>[],
  points: readonly CostPoint<Cost>[],
  { t }: FigureWords,
): FigurePanel[] {
  const errors = extent(points.map(({ errorPercent }) => errorPercent))!
  const groups = [false, true].map((isReference) => ({
    isReference,
    points: points.filter((point) => (point.isReference ?? false) === isReference),
  }))
  return axes.map(({ id, title, isCount, unit }) => {
    const largest = Math.max(...points.map(({ costs }) => costs[id]))
    const { divisor, prefix } = isCount ? countUnit(largest) : { divisor: 1, prefix: '' }
    const placedAt = ({ costs, errorPercent }: CostPoint<Cost>) => ({ value: costs[id] / divisor, errorPercent })
    const fronts = groups.map(({ isReference, points: own }): Front => ({
      points: frontOf(own, id).map((i) => placedAt(own[i]!)),
      isDashed: isReference,
    }))
    const shownUnit = `${prefix}${unit}`
    return {
      title,
      draw: (view) =>
        frontChart(
          {
            title,
            ...(shownUnit ? { unit: shownUnit } : {}),
            mark: points[0]!.mark,
            points: points.map((point) => ({
              ...{ id: point.id, mark: point.mark, isReference: point.isReference ?? false },
              ...placedAt(point),
            })),
            errorScale: linearScale(errors.low, errors.high, 4),
            valueScale: scaleOf(points.map(({ costs }) => costs[id] / divisor)),
          },
          fronts,
          { ...view, t },
        ),
    }
  })
}
