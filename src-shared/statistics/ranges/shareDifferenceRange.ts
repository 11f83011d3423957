import { exactShareRange } from './shareRange.ts'
import type { Interval } from './interval.ts'

/** Successes out of trials, or a weighted share of an effective number of trials. */
export interface Counted {
  readonly hits: number
  readonly trials: number
}

/**
 * The share of one sample minus that of another with its 95 % range: Newcombe's hybrid score method (Statistics in
 * Medicine 17, 1998, method 10), built from exact ranges rather than Wilson's, which undercover near 0 and 1.
 */
export function shareDifferenceRange(newer: Counted, older: Counted): Interval {
  const [a, b] = [newer, older].map(({ hits, trials }) => exactShareRange(hits, trials)) as [Interval, Interval]
  const value = a.value - b.value
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  }
}
