import { ascending, countBelow } from './ascending.ts'

/**
 * An empirical distribution function as arrays, ascending in `values`. F(e) is the share of errors strictly below e: F
 * is `below[i]` on (values[i - 1], values[i]], then jumps to `upTo[i]` just above values[i]; it is 1 beyond the last
 * value.
 */
export interface Edf {
  /** Number of errors. */
  readonly n: number
  /** Distinct errors, ascending. */
  readonly values: Float64Array
  /** Share of errors < values[i]. */
  readonly below: Float64Array
  /** Share of errors <= values[i]. */
  readonly upTo: Float64Array
}

/** The EDF of the errors: F(e) = (1/n) sum 1[e_i < e] (paper, equation 1). */
export function edf(errors: ArrayLike<number>): Edf {
  const sorted = ascending(errors)
  const n = sorted.length
  const values: number[] = []
  const upTo: number[] = []
  for (let i = 0; i < n; i++) {
    if (sorted[i + 1] === sorted[i]) continue
    values.push(sorted[i]!)
    upTo.push((i + 1) / n)
  }
  return stepFunction(n, values, upTo)
}

/** The step function that jumps to `upTo[i]` just above `values[i]`. */
export function stepFunction(n: number, values: ArrayLike<number>, upTo: ArrayLike<number>): Edf {
  return {
    n,
    values: Float64Array.from(values),
    below: Float64Array.from(upTo, (_, i) => (i === 0 ? 0 : upTo[i - 1]!)),
    upTo: Float64Array.from(upTo),
  }
}

/** F(threshold): the share of errors strictly below the threshold. */
export function shareBelow(distribution: Edf, threshold: number): number {
  const i = countBelow(distribution.values, threshold)
  return i === 0 ? 0 : distribution.upTo[i - 1]!
}

/** The share of errors at or below the threshold, as plotted by pycls. */
export function shareUpTo(distribution: Edf, threshold: number): number {
  const i = countBelow(distribution.values, threshold)
  return distribution.values[i] === threshold ? distribution.upTo[i]! : i === 0 ? 0 : distribution.upTo[i - 1]!
}
