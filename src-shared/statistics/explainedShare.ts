import { meanRanks } from './spearman.ts'
import { quantileStrata } from './strata.ts'
import { meanOf } from './summary.ts'

/** Minimum average number of members per stratum. */
const perStratum = 8
const mostStrata = 8

/**
 * How much of the order of the errors `values` explain, in [0, 1]: the share of rank variance between strata of the
 * values (epsilon squared, so chance alone averages 0). Detects an optimum in the middle as well as a trend. 0 if the
 * values or the errors are constant.
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
