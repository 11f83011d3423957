import { skewedEnds, type Scatter } from './hallCorrection.ts'
import { studentQuantile } from './incompleteBeta.ts'
import { missed } from './interval.ts'
import { isShortOfAny, momentsOf, type MeanRange } from './meanRange.ts'

export interface ResampleOptions {
  /** Number of resamples. */
  readonly resamples?: number
}

const normalQuantile = 1.959963984540054

/** By how much a deviation of resamples of `runs` > 1 runs is too small, and Student's law wider than the normal one. */
export const inflation = (runs: number): number =>
  (studentQuantile(1 - missed / 2, runs - 1) / normalQuantile) * Math.sqrt(runs / (runs - 1))

/** How the values of at least one resample scatter. */
export function scatterOf(resampled: ArrayLike<number>): Scatter {
  const { n, variance, skewness } = momentsOf(resampled)
  return { deviation: n > 1 ? Math.sqrt((variance * (n - 1)) / n) : 0, skewness }
}

/** What the value of a range by resamples rests on. */
export interface Basis {
  /** The errors of each population, from which it is told whether the range may be short. */
  readonly samples: readonly ArrayLike<number>[]
  /** How many runs, weighted ones by their effective number. */
  readonly runs: number
}

/**
 * A value with its 95 % range from how its resamples scatter: so many deviations as Student's law asks of the number of
 * runs that the value rests on, and their correction for skewness (see skewedEnds). For means that are matched by
 * complexity, of which no formula is known. A resample without the value (NaN) is left out; without any, or of fewer than
 * two runs, the range is NaN.
 */
export function resampledRange(value: number, resampled: ArrayLike<number>, { samples, runs }: Basis): MeanRange {
  const isShort = isShortOfAny(samples)
  const known = Float64Array.from(resampled).filter((draw) => !Number.isNaN(draw))
  if (known.length === 0 || !(runs > 1)) return { value, low: NaN, high: NaN, isShort }
  return { value, ...skewedEnds(value, normalQuantile * inflation(runs), scatterOf(known)), isShort }
}
