import { edf, type Edf } from '#shared/statistics/edf.ts'
import { weightedEdf } from '#shared/statistics/normalisedEdf.ts'
import type { ChartSize } from './chartView.ts'
import type { Interval } from './geometry.ts'
import { decimated } from './decimate.ts'
import { extent } from './extent.ts'

export interface TinyPopulation {
  readonly errors: readonly number[]
  /** A weight for each error that sums to 1. */
  readonly weights?: readonly number[]
}

/** Px at the top and bottom that keep a line of full width inside. */
const rim = 1.5

/**
 * The EDF of a population as an SVG path in a box of `size`, over `errors` from its left to its right edge. One path
 * costs nothing where a chart would: lineages and tables show hundreds.
 */
export function tinyEdf({ errors, weights }: TinyPopulation, range: Interval, size: ChartSize): string {
  if (errors.length === 0) return ''
  return stepPath(weights ? weightedEdf(errors, weights) : edf(errors), range, size)
}

function stepPath({ values, upTo }: Edf, range: Interval, { width, height }: ChartSize): string {
  const x = (error: number) => rounded(width * clamped((error - range.low) / (range.high - range.low || 1)))
  const y = (share: number) => rounded(height - rim - share * (height - 2 * rim))
  const steps = decimated(values, upTo, width).map((i) => `H${x(values[i]!)}V${y(upTo[i]!)}`)
  return `M0 ${y(0)}${steps.join('')}H${rounded(width)}`
}

/** A curve over its index as an SVG path in a box of `size`, `values` from its bottom to its top. */
export function tinyCurve(values: ArrayLike<number>, range: Interval, { width, height }: ChartSize): string {
  const at = Float64Array.from(values, (_, i) => i)
  const last = Math.max(1, values.length - 1)
  return decimated(at, values, width)
    .map((i, place) => {
      const share = clamped((values[i]! - range.low) / (range.high - range.low || 1))
      return `${place === 0 ? 'M' : 'L'}${rounded((width * i) / last)} ${rounded(height - rim - share * (height - 2 * rim))}`
    })
    .join('')
}

/** The range of errors over populations that are drawn to one scale; [0, 100] where there is none. */
export function errorRange(populations: readonly TinyPopulation[]): Interval {
  const known = extent(...populations.map(({ errors }) => errors))
  if (!known) return { low: 0, high: 100 }
  const { low, high } = known
  const margin = Math.max((high - low) / 20, 0.1)
  return { low: low - margin, high: high + margin }
}

const clamped = (share: number): number => Math.min(1, Math.max(0, share))
const rounded = (px: number): number => Number(px.toFixed(1))
