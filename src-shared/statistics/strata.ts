import { ascending, countUpTo } from './ascending.ts'

/** Strata of values; values within one stratum count as equally large. */
export interface Strata {
  readonly count: number
  /** The stratum of a value, from 0; -1 outside the range of the values that defined the strata. */
  indexOf(value: number): number
}

/**
 * Quantile strata of roughly equal size over `values`, at most `count`; fewer if values are tied. Throws RangeError
 * unless count is an integer from 1.
 */
export function quantileStrata(values: ArrayLike<number>, count: number): Strata {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`invalid count: ${count} (an integer from 1)`)
  const sorted = ascending(values, 'values')
  const low = sorted[0]!
  const high = sorted[sorted.length - 1]!
  // Stratum i ends below edges[i]. Every edge is an observed value, so no stratum is empty.
  const cuts = Array.from({ length: count - 1 }, (_, i) => sorted[Math.ceil(((i + 1) * sorted.length) / count)] ?? high)
  const edges = Float64Array.from(new Set(cuts)).filter((edge) => edge > low)
  return {
    count: edges.length + 1,
    indexOf: (value) => (value >= low && value <= high ? countUpTo(edges, value) : -1),
  }
}

/** The number of strata that samples of these sizes support: about the root of the smallest, at most 10. */
export function strataFor(...sizes: readonly number[]): number {
  return Math.min(10, Math.max(1, Math.floor(Math.sqrt(Math.min(...sizes)))))
}

/** The stratum of each value; see Strata.indexOf. */
export function strataOf(strata: Strata, values: ArrayLike<number>): Int32Array {
  return Int32Array.from(values, (value) => strata.indexOf(value))
}
