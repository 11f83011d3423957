import { ascendingOrder } from './ascending.ts'
import { meanOf } from './summary.ts'

/**
 * Spearman's rank correlation in [-1, 1], with mean ranks for ties; NaN if either side is constant. Throws RangeError
 * unless the lengths are equal and at least 2.
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length || a.length < 2) {
    throw new RangeError(`invalid lengths: ${a.length} and ${b.length} (equal and at least 2)`)
  }
  const ranksA = meanRanks(a)
  const ranksB = meanRanks(b)
  const meanA = meanOf(ranksA)
  const meanB = meanOf(ranksB)
  let covariance = 0
  let varianceA = 0
  let varianceB = 0
  for (let i = 0; i < a.length; i++) {
    covariance += (ranksA[i]! - meanA) * (ranksB[i]! - meanB)
    varianceA += (ranksA[i]! - meanA) ** 2
    varianceB += (ranksB[i]! - meanB) ** 2
  }
  return covariance / Math.sqrt(varianceA * varianceB)
}

/** Ranks from 1; tied values get the mean of their ranks. */
export function meanRanks(values: ArrayLike<number>): Float64Array {
  const order = ascendingOrder(values)
  const ranks = new Float64Array(values.length)
  for (let start = 0, end; start < order.length; start = end) {
    end = start + 1
    while (values[order[end]!] === values[order[start]!]) end++
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + 1 + end) / 2
  }
  return ranks
}
