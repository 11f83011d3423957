import { ascending } from '../ascending.ts'
import { quantileOfSorted } from '../summary.ts'
import { regularisedBeta } from './incompleteBeta.ts'
import { missed, possibleErrors, type Interval } from './interval.ts'

/**
 * The p-quantile of the errors with its distribution-free 95 % range from interpolated order statistics (Hettmansperger
 * and Sheather 1986 for the median, Nyblom 1992 for other quantiles). If the sample is too small to bound one side,
 * that end is the smallest or largest possible error; the other side then carries the whole 5 % and is an order
 * statistic itself, because interpolation would undercover for some distributions.
 */
export function quantileRange(errors: ArrayLike<number>, p: number): Interval {
  const sorted = ascending(errors)
  const n = sorted.length
  const isBounded = (share: number) => 1 - (1 - share) ** n >= 1 - missed / 2
  const isTwoSided = isBounded(p) && isBounded(1 - p)
  const surety = 1 - (isTwoSided ? missed / 2 : missed)
  const low = lowerBound(sorted, p, surety, isTwoSided)
  const high = lowerBound(sorted.map((error) => -error).reverse(), 1 - p, surety, isTwoSided)
  return {
    value: quantileOfSorted(sorted, p),
    low: low ?? possibleErrors.low,
    high: high === null ? possibleErrors.high : -high,
  }
}

/**
 * A lower confidence bound of the p-quantile at level `surety`: an ascending value, or between two of them; null if
 * even the lowest value is not below the quantile with that confidence.
 */
function lowerBound(sorted: Float64Array, p: number, surety: number, isBetween: boolean): number | null {
  const n = sorted.length
  /** Probability that the value with this rank, from 1, is at or below the quantile. */
  const below = (place: number) => (place > n ? 0 : regularisedBeta(p, place, n - place + 1))
  if (below(1) < surety) return null
  let [place, over] = [1, n + 1]
  while (over - place > 1) {
    const middle = (place + over) >> 1
    if (below(middle) >= surety) place = middle
    else over = middle
  }
  const [here, next] = [below(place), below(place + 1)]
  // 0 if the rank has exactly the required probability.
  const weight = isBetween ? 1 / (1 + (place * (1 - p) * (surety - next)) / ((n - place) * p * (here - surety))) : 0
  const from = sorted[place - 1]!
  return weight === 0 ? from : from + weight * (sorted[place]! - from)
}
