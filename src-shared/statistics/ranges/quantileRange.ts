import { ascending } from '../ascending.ts'
import { quantileOfSorted } from '../summary.ts'
import { regularisedBeta } from './incompleteBeta.ts'
import { missed, possibleErrors, type Interval } from './interval.ts'

/**
 * The p-quantile of the errors of a population with its 95 % range by order statistics, interpolated between two of them
 * (Hettmansperger and Sheather 1986 for the median, Nyblom 1992 for the others): it holds for any shape. Where so few
 * errors cannot bound one side, that end is the least or the largest possible error; the other has all of the 5 % and is
 * an order statistic itself, which the interpolation would undercut at some shapes.
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
 * What the p-quantile lies above with probability `surety`: one of the ascending values, or between two of them; null where
 * not even the lowest is below it so surely.
 */
function lowerBound(sorted: Float64Array, p: number, surety: number, isBetween: boolean): number | null {
  const n = sorted.length
  /** That the value of this place, from 1, lies at or below the quantile. */
  const below = (place: number) => (place > n ? 0 : regularisedBeta(p, place, n - place + 1))
  if (below(1) < surety) return null
  let [place, over] = [1, n + 1]
  while (over - place > 1) {
    const middle = (place + over) >> 1
    if (below(middle) >= surety) place = middle
    else over = middle
  }
  const [here, next] = [below(place), below(place + 1)]
  // 0 where the probability of `place` is just that.
  const weight = isBetween ? 1 / (1 + (place * (1 - p) * (surety - next)) / ((n - place) * p * (here - surety))) : 0
  const from = sorted[place - 1]!
  return weight === 0 ? from : from + weight * (sorted[place]! - from)
}
