import { stream } from '#shared/random/stream.ts'
import type { CumulativeWeights } from '#shared/statistics/ascending.ts'
import {
  bestValueLaw,
  bootstrapSampleSize,
  exactBestProbability,
  exactBootstrap,
  sampledBootstrap,
} from '#shared/statistics/bootstrap.ts'
import { absolutely, judged, type Case, type Pair } from './comparison.ts'
import { closedForm, type ReferenceBootstrap, type ReferenceSweep } from './statisticsReference.ts'

/**
 * Allowed standard errors between a Monte-Carlo percentile and the exact distribution; one in two million exceeds it.
 */
const monteCarlo = 5

/** Cases on the exact limit of one empirical bootstrap, on the reference's resamples and on our own. */
export function verifyBootstrap(sweep: ReferenceSweep, resampling: ReferenceBootstrap): Case[] {
  const { errors } = sweep
  const { sample } = resampling
  const name = `${sweep.name} bootstrap ${sample}`
  const size = bootstrapSampleSize(errors.length, sample)
  const shares = resampling.percentiles.map((percentile) => percentile / 100)
  let different = 0
  const margins: Pair[] = []
  let worstScore = 0
  let spread = 0
  for (const [metric, reference] of Object.entries(resampling.metrics)) {
    const values = sweep.params[metric]!
    const law = bestValueLaw(errors, values, size)
    const range = exactBootstrap(errors, values, sample)
    const ours = [range.low, range.median, range.high]
    shares.forEach((share, i) => {
      // The last step is 1 in every distribution, so it decides nothing.
      const margin = Math.min(...law.upTo.subarray(0, -1).map((upTo) => Math.abs(upTo - share)))
      // A percentile on a jump of the distribution (margin 0 in exact arithmetic) depends on rounding on either side.
      if (ours[i] !== reference.exact_limit[i] && margin > closedForm) different++
      margins.push([margin, reference.exact_limit_margin[i]!])
      const scores = [
        standardErrors(law, share, reference.b200000[i]!, 200_000),
        standardErrors(law, share, reference.pycls_b2500_seed1000[i]!, 2500),
        standardErrors(law, share, reference.b2500_20seeds_min[i]!, 2500),
        standardErrors(law, share, reference.b2500_20seeds_max[i]!, 2500),
      ]
      worstScore = Math.max(worstScore, ...scores)
      spread = Math.max(spread, spreadExcess(reference, i))
    })
  }
  const { flops } = sweep.params
  const drawn = flops && sampledBootstrap(errors, flops, stream(1, 'bootstrap'), { sample, resamples: 2500 })
  const drawnScore = drawn
    ? Math.max(
        ...[drawn.low, drawn.median, drawn.high].map((value, i) =>
          standardErrors(bestValueLaw(errors, flops, size), shares[i]!, value, 2500),
        ),
      )
    : 0
  const best = resampling.exact_best_probability
  return [
    judged(`${name} sample size`, Math.abs(size - resampling.n_sample), 0),
    judged(`${name} exact limit, values that differ`, different, 0),
    absolutely(`${name} exact limit, margin`, closedForm, margins),
    ...(best
      ? [
          absolutely(
            `${name} probability of being best`,
            closedForm,
            [...exactBestProbability(errors, size)].map((probability, i) => [probability, best[i]!]),
          ),
        ]
      : []),
    judged(`${name} reference resamples, standard errors`, worstScore, monteCarlo),
    judged(`${name} own resamples, standard errors`, drawnScore, monteCarlo),
    judged(`${name} spread of 20 seeds within its bounds`, spread, closedForm),
  ]
}

/**
 * The distance, in standard errors, of the percentile `value` of `resamples` draws from the exact distribution: 0 if
 * the distribution crosses the share at the value. The value may have lost its last bits when interpolating between
 * equal neighbours.
 */
function standardErrors(law: CumulativeWeights, share: number, value: number, resamples: number): number {
  const slack = 1e-12 * Math.abs(value)
  let below = 0
  let upTo = 0
  law.values.forEach((candidate, i) => {
    if (candidate < value - slack) below = law.upTo[i]!
    if (candidate <= value + slack) upTo = law.upTo[i]!
  })
  const outside = Math.max(below - share, share - upTo, 0)
  return outside / Math.sqrt((share * (1 - share)) / resamples)
}

/**
 * How far the standard deviation over 20 seeds violates the bounds from their minimum and maximum (Nagy's and
 * Popoviciu's).
 */
function spreadExcess(reference: ReferenceBootstrap['metrics'][string], i: number): number {
  const range = reference.b2500_20seeds_max[i]! - reference.b2500_20seeds_min[i]!
  const std = reference.b2500_20seeds_std[i]!
  const scale = Math.max(Math.abs(reference.exact_limit[i]!), 1e-300)
  return Math.max(range / Math.sqrt(40) - std, std - range / 2, 0) / scale
}
