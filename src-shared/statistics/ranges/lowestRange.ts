import { ascending } from '../ascending.ts'
import { missed, possibleErrors, type Interval } from './interval.ts'

/**
 * The lowest error, with a distribution-free 95 % upper bound on the lowest of a new sample of the same size: the k-th
 * lowest error, for the smallest k such that the k lowest of both samples all fall in this one with probability at most
 * 5 %. No sample bounds it from below. Uninformative for fewer than 3 networks.
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
