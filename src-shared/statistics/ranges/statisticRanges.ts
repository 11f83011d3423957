import type { Interval } from './interval.ts'
import { lowestRange } from './lowestRange.ts'
import { meanRange, type MeanRange } from './meanRange.ts'
import { quantileRange } from './quantileRange.ts'

/** Summary statistics of a population, each with its 95 % range. */
export interface StatisticRanges {
  /** Its range is for the lowest error of a new sample of the same size. */
  readonly min: Interval
  readonly quartile25: Interval
  readonly median: Interval
  readonly quartile75: Interval
  readonly mean: MeanRange
}

/** The summary statistics of the errors with their ranges. Throws RangeError if empty. */
export function statisticRanges(errors: ArrayLike<number>): StatisticRanges {
  return {
    min: lowestRange(errors),
    quartile25: quantileRange(errors, 0.25),
    median: quantileRange(errors, 0.5),
    quartile75: quantileRange(errors, 0.75),
    mean: meanRange(errors),
  }
}
