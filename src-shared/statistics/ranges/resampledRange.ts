import { studentQuantile } from './incompleteBeta.ts'
import { missed, type Interval } from './interval.ts'

export interface ResampleOptions {
  /** Number of resamples. */
  readonly resamples?: number
}

const normalQuantile = 1.959963984540054

/** By how much a deviation of resamples of `runs` > 1 runs is too small, and Student's law wider than the normal one. */
export const inflation = (runs: number): number =>
  (studentQuantile(1 - missed / 2, runs - 1) / normalQuantile) * Math.sqrt(runs / (runs - 1))

/**
 * A value with its 95 % range from how its resamples scatter: so many deviations as Student's law asks of the number of
 * runs, weighted ones by their effective number, that the value rests on. For means that are matched by complexity, of
 * which no formula is known. A resample without the value (NaN) is left out; without any, or of fewer than two runs, the
 * range is NaN.
 */
export function resampledRange(value: number, resampled: ArrayLike<number>, runs: number): Interval {
  const known = Float64Array.from(resampled).filter((draw) => !Number.isNaN(draw))
  if (known.length === 0 || !(runs > 1)) return { value, low: NaN, high: NaN }
  const mean = known.reduce((sum, draw) => sum + draw, 0) / known.length
  const variance = known.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / known.length
  const reach = normalQuantile * inflation(runs) * Math.sqrt(variance)
  return { value, low: value - reach, high: value + reach }
}
