import { edf, type Edf } from '#shared/statistics/edf.ts'
import { weightedEdf } from '#shared/statistics/normalisedEdf.ts'
import type { ChartSize } from './chartView.ts'
import type { Interval } from './geometry.ts'
import { decimated } from './decimate.ts'
import { extent } from './extent.ts'

export interface TinyPopulation {
  readonly errors: readonly number[]
  /** A weight per error, summing to 1. */
  readonly weights?: readonly number[]
}

/** Px at the top and bottom that keep a full-width line inside. */
const rim = 1.5

/**
 * The EDF of a population as an SVG path in a box of `size`, spanning `range` from left to right. A path is far cheaper
 * than a chart: lineages and tables show hundreds.
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

/** A curve over its index as an SVG path in a box of `size`, spanning `range` from bottom to top. */
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

/** The common range of errors over populations; [0, 100] if there are none. */
export function errorRange(populations: readonly TinyPopulation[]): Interval {
  const range = extent(...populations.map(({ errors }) => errors))
  if (!range) return { low: 0, high: 100 }
  const { low, high } = range
  const margin = Math.max((high - low) / 20, 0.1)
  return { low: low - margin, high: high + margin }
}

const clamped = (share: number): number => Math.min(1, Math.max(0, share))
const rounded = (px: number): number => Number(px.toFixed(1))
