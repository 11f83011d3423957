import { ascending } from '../ascending.ts'
import { edf, shareBelow } from '../edf.ts'
import { effectiveNumber } from '../matching.ts'
import { weightedEdf } from '../normalisedEdf.ts'
import { missed, type Interval } from './interval.ts'
import type { Sample } from './beatsRange.ts'
import { exactShareRange, shareRange } from './shareRange.ts'
import { shareDifferenceRange } from './shareDifferenceRange.ts'

/** A curve over a grid of errors with its 95 % band. */
export interface Band {
  readonly grid: Float64Array
  readonly value: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/**
 * pointwise: covers the curve at each single error in 95 of 100 studies. simultaneous: covers the whole curve in 95 of
 * 100.
 */
export const bandKinds = ['pointwise', 'simultaneous'] as const
export type BandKind = (typeof bandKinds)[number]

/** `count` equally spaced errors, from just below the lowest to just above the highest error of all populations. */
export function errorGrid(populations: readonly ArrayLike<number>[], count = 201): Float64Array {
  let low = Infinity
  let high = -Infinity
  for (const population of populations) {
    for (const error of ascending(population)) {
      low = Math.min(low, error)
      high = Math.max(high, error)
    }
  }
  const margin = Math.max((high - low) / 50, 1e-6)
  const step = (high - low + 2 * margin) / (count - 1)
  return Float64Array.from({ length: count }, (_, i) => low - margin + i * step)
}

/**
 * The EDF of one population on the ascending grid with its 95 % band. Pointwise: the exact range of a share (using the
 * effective number if weighted). Simultaneous: the inequality of Dvoretzky, Kiefer and Wolfowitz (1956) with Massart's
 * constant (1990).
 */
export function edfBand(sample: Sample, grid: Float64Array, kind: BandKind = 'pointwise'): Band {
  const { shares, n } = sharesOnGrid(sample, grid)
  const reach = Math.sqrt(Math.log(2 / missed) / (2 * n))
  const pointwise = (share: number) =>
    sample.weights ? exactShareRange(share * n, n) : shareRange(Math.round(share * n), n)
  const around = (share: number) => ({
    value: share,
    low: Math.max(0, share - reach),
    high: Math.min(1, share + reach),
  })
  return bandOf(grid, rangesOf(kind === 'pointwise' ? pointwise : around, shares))
}

/** Replaces the 2 in the two-sample bound (Wei and Dudley, Statistics & Probability Letters 82, 2012). */
const ofTwoSamples = 2.17

/**
 * EDF of the new minus EDF of the old population on the ascending grid with its 95 % band; positive where more of the
 * new population lies below that error. Pointwise: the range of a difference of shares. Simultaneous: the two-sample
 * Dvoretzky-Kiefer-Wolfowitz bound.
 */
export function edfDifferenceBand(
  newer: Sample,
  older: Sample,
  grid: Float64Array,
  kind: BandKind = 'pointwise',
): Band {
  const [a, b] = [sharesOnGrid(newer, grid), sharesOnGrid(older, grid)]
  const reach = Math.sqrt((Math.log(ofTwoSamples / missed) * (1 / a.n + 1 / b.n)) / 2)
  const ranges = Array.from(grid, (_, i): Interval => {
    const [own, other] = [a.shares[i]!, b.shares[i]!]
    if (kind === 'pointwise') {
      return shareDifferenceRange({ hits: own * a.n, trials: a.n }, { hits: other * b.n, trials: b.n })
    }
    const value = own - other
    return { value, low: Math.max(-1, value - reach), high: Math.min(1, value + reach) }
  })
  return bandOf(grid, ranges)
}

/** The range of each share, computed once per distinct share. */
function rangesOf(rangeOf: (share: number) => Interval, shares: Float64Array): Interval[] {
  const ranges = new Map<number, Interval>()
  return Array.from(shares, (share) => {
    const range = ranges.get(share) ?? rangeOf(share)
    ranges.set(share, range)
    return range
  })
}

function bandOf(grid: Float64Array, ranges: readonly Interval[]): Band {
  const column = (key: keyof Interval) => Float64Array.from(ranges, (range) => range[key])
  return { grid, value: column('value'), low: column('low'), high: column('high') }
}

/** Share of networks strictly below each grid point, and the (effective) number of networks. */
function sharesOnGrid({ errors, weights }: Sample, grid: Float64Array): { shares: Float64Array; n: number } {
  const distribution = weights ? weightedEdf(errors, weights) : edf(errors)
  // A sum of weights may miss 1 by rounding.
  const whole = (share: number) => (share > 1 - 1e-12 ? 1 : share)
  return {
    shares: grid.map((error) => whole(shareBelow(distribution, error))),
    n: weights ? effectiveNumber(weights) : errors.length,
  }
}
