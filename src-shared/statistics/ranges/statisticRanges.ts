import type { Interval } from './interval.ts'
import { lowestRange } from './lowestRange.ts'
import { meanRange, type MeanRange } from './meanRange.ts'
import { quantileRange } from './quantileRange.ts'

/** What a population is summarised by, each with its 95 % range. */
export interface StatisticRanges {
  /** Its range is that of the lowest of as many networks drawn anew. */
  readonly min: Interval
  readonly quartile25: Interval
  readonly median: Interval
  readonly quartile75: Interval
  readonly mean: MeanRange
}

/** The statistics of the errors of a population with what ranges of them hold; see each. Throws for no error. */
export function statisticRanges(errors: ArrayLike<number>): StatisticRanges {
  return {
    min: lowestRange(errors),
    quartile25: quantileRange(errors, 0.25),
    median: quantileRange(errors, 0.5),
    quartile75: quantileRange(errors, 0.75),
    mean: meanRange(errors),
  }
}
