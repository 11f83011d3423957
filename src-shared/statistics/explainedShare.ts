import { meanRanks } from './spearman.ts'
import { regularisedBeta } from './ranges/incompleteBeta.ts'
import { quantileStrata } from './strata.ts'
import { meanOf } from './summary.ts'

/** Minimum average number of members per stratum. */
const perStratum = 8
const mostStrata = 8

/** How much of the order of the errors something explains, and what chance explains. */
export interface ExplainedOrder {
  /** In [0, 1]: the share of rank variance between strata of the values (epsilon squared; chance alone averages 0). */
  readonly share: number
  /** Probability that values unrelated to the errors explain as much: F test on the ranks of the errors. */
  readonly p: number
}

/**
 * How much of the order of the errors `values` explain. Detects an optimum in the middle as well as a trend. Nothing, with
 * p = 1, if the values or the errors are constant.
 */
export function explainedOrder(values: ArrayLike<number>, errors: ArrayLike<number>): ExplainedOrder {
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
  if (strata.count === 1 || n <= strata.count || total === 0) return { share: 0, p: 1 }
  const between = sums.reduce((sum, part, i) => sum + part ** 2 / counts[i]!, 0)
  const within = Math.max(0, total - between)
  return {
    share: Math.max(0, 1 - within / (n - strata.count) / (total / (n - 1))),
    // P(F >= f) of Fisher's F, as a Beta probability.
    p: regularisedBeta(within / total, (n - strata.count) / 2, (strata.count - 1) / 2),
  }
}

/** The share of the order of the errors that `values` explain; see explainedOrder. */
export const explainedShare = (values: ArrayLike<number>, errors: ArrayLike<number>): number =>
  explainedOrder(values, errors).share
