import { ascending, countUpTo } from './ascending.ts'

/** Values cut into strata: what lies in one counts as equally large. */
export interface Strata {
  readonly count: number
  /** The stratum of a value, from 0; -1 outside the range of the values that made the strata. */
  indexOf(value: number): number
}

/** Strata that hold about equally many of `values` each, at most `count` of them: fewer where values are tied. */
export function quantileStrata(values: ArrayLike<number>, count: number): Strata {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`invalid count: ${count} (an integer from 1)`)
  const sorted = ascending(values, 'values')
  const low = sorted[0]!
  const high = sorted[sorted.length - 1]!
  // Stratum i ends below edges[i]. Every edge is one of the values, so that no stratum is empty.
  const cuts = Array.from({ length: count - 1 }, (_, i) => sorted[Math.ceil(((i + 1) * sorted.length) / count)] ?? high)
  const edges = Float64Array.from(new Set(cuts)).filter((edge) => edge > low)
  return {
    count: edges.length + 1,
    indexOf: (value) => (value >= low && value <= high ? countUpTo(edges, value) : -1),
  }
}

/** How many strata two samples of these sizes bear: about the root of the smaller, at most 10. */
export function strataFor(...sizes: readonly number[]): number {
  return Math.min(10, Math.max(1, Math.floor(Math.sqrt(Math.min(...sizes)))))
}

/** The strata of all values. */
export function strataOf(strata: Strata, values: ArrayLike<number>): Int32Array {
  return Int32Array.from(values, (value) => strata.indexOf(value))
}
