import { meanRanks } from './spearman.ts'
import { quantileStrata } from './strata.ts'
import { meanOf } from './summary.ts'

/** Members of one stratum, at least, on average. */
const perStratum = 8
const mostStrata = 8

/**
 * How much of the order of the errors follows from `values`, in [0, 1]: the share of the variance of their ranks that
 * lies between strata of the values (epsilon squared, so that chance alone gives 0 on average). Sees a best value in the
 * middle as well as a trend. 0 where the values or the errors are constant.
 */
export function explainedShare(values: ArrayLike<number>, errors: ArrayLike<number>): number {
  const strata = quantileStrata(values, Math.min(mostStrata, Math.max(2, Math.floor(values.length / perStratum))))
  const ranks = meanRanks(errors)
  const n = ranks.length
  const mean = meanOf(ranks)
  const sums = new Float64Array(strata.count)
  const counts = new Float64Array(strata.count)
  let total = 0
  ranks.forEach((rank, i) => {
    const stratum = strata.indexOf(values[i]!)
    sums[stratum]! += rank - mean
    counts[stratum]!++
    total += (rank - mean) ** 2
  })
  if (n <= strata.count || total === 0) return 0
  const between = sums.reduce((sum, part, i) => sum + part ** 2 / counts[i]!, 0)
  const within = (total - between) / (n - strata.count)
  return Math.max(0, 1 - within / (total / (n - 1)))
}
