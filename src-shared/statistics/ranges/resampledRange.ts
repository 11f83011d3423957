import { skewedEnds, type Scatter } from './hallCorrection.ts'
import { studentQuantile } from './incompleteBeta.ts'
import { missed } from './interval.ts'
import { isShortOfAny, momentsOf, type MeanRange } from './meanRange.ts'

export interface ResampleOptions {
  /** Number of resamples. */
  readonly resamples?: number
}

const normalQuantile = 1.959963984540054

/**
 * Factor that widens a bootstrap deviation of `runs` > 1 runs: Student's quantile over the normal one, times the
 * correction sqrt(n / (n - 1)).
 */
export const inflation = (runs: number): number =>
  (studentQuantile(1 - missed / 2, runs - 1) / normalQuantile) * Math.sqrt(runs / (runs - 1))

/** The scatter of at least one resampled value. */
export function scatterOf(resampled: ArrayLike<number>): Scatter {
  const { n, variance, skewness } = momentsOf(resampled)
  return { deviation: n > 1 ? Math.sqrt((variance * (n - 1)) / n) : 0, skewness }
}

/** The data behind a resampled estimate. */
export interface Basis {
  /** The errors of each population, which decide whether the range may be short. */
  readonly samples: readonly ArrayLike<number>[]
  /** Number of runs; the effective number if weighted. */
  readonly runs: number
}

/**
 * A value with its 95 % range from the scatter of its resamples: Student's number of deviations for the given number of
 * runs, corrected for skewness (see skewedEnds). Used for complexity-matched means, which have no known formula.
 * Ignores NaN resamples; the range is NaN without resamples or with fewer than two runs.
 */
export function resampledRange(value: number, resampled: ArrayLike<number>, { samples, runs }: Basis): MeanRange {
  const isShort = isShortOfAny(samples)
  const finite = Float64Array.from(resampled).filter((draw) => !Number.isNaN(draw))
  if (finite.length === 0 || !(runs > 1)) return { value, low: NaN, high: NaN, isShort }
  return { value, ...skewedEnds(value, normalQuantile * inflation(runs), scatterOf(finite)), isShort }
}
