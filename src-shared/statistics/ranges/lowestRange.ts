import { ascending } from '../ascending.ts'
import { missed, possibleErrors, type Interval } from './interval.ts'

/**
 * The lowest of the errors, and below what the lowest of as many networks drawn anew stays with 95 %, whatever the shape:
 * the k-th lowest here, where all of the k lowest of both samples would be of this one in at most 5 %. What it may come
 * down to no sample bounds. Of fewer than 3 networks nothing is known.
 */
export function lowestRange(errors: ArrayLike<number>): Interval {
  const sorted = ascending(errors)
  const n = sorted.length
  let allHere = 1
  let k = 0
  while (k < n && allHere > missed) {
    allHere *= (n - k) / (2 * n - k)
    k++
  }
  return { value: sorted[0]!, low: possibleErrors.low, high: allHere > missed ? possibleErrors.high : sorted[k - 1]! }
}
