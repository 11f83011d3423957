import { studentQuantile } from './incompleteBeta.ts'
import { missed, type Interval } from './interval.ts'
import { momentsOf } from './meanRange.ts'

/**
 * Mean of new minus old over pairs, such as two networks trained from the same seeds, with the 95 % range of Student's t
 * (both ends included; unbounded for a single pair). Throws RangeError unless both have the same number of values, at
 * least one.
 */
export function pairedDifferenceRange(newer: readonly number[], older: readonly number[]): Interval {
  if (newer.length !== older.length)
    throw new RangeError(`invalid pairs: ${newer.length} and ${older.length} values (as many of both)`)
  const { n, mean, variance } = momentsOf(newer.map((value, i) => value - older[i]!))
  if (n === 1) return { value: mean, low: -Infinity, high: Infinity }
  const reach = studentQuantile(1 - missed / 2, n - 1) * Math.sqrt(variance / n)
  return { value: mean, low: mean - reach, high: mean + reach }
}
