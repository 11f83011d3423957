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

/** Standard errors that a Monte-Carlo percentile may lie from the exact law: one in two million goes beyond. */
const monteCarlo = 5

/** Cases on the exact limit of one empirical bootstrap, on resamples of the reference and on resamples of our own. */
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
      // The last step ends at 1 in every law, so it decides nothing.
      const margin = Math.min(...law.upTo.subarray(0, -1).map((upTo) => Math.abs(upTo - share)))
      // A percentile on a jump of the law (margin 0 in exact arithmetic) is decided by the last bit on either side.
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
 * How many standard errors the percentile `value` of `resamples` draws lies from the exact law: 0 where the law crosses
 * the share at the value. The value may have lost its last bits in an interpolation between equal neighbours.
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

/** How far the spread of 20 seeds lies outside what their minimum and maximum allow (Nagy's and Popoviciu's bounds). */
function spreadExcess(reference: ReferenceBootstrap['metrics'][string], i: number): number {
  const range = reference.b2500_20seeds_max[i]! - reference.b2500_20seeds_min[i]!
  const std = reference.b2500_20seeds_std[i]!
  const scale = Math.max(Math.abs(reference.exact_limit[i]!), 1e-300)
  return Math.max(range / Math.sqrt(40) - std, std - range / 2, 0) / scale
}
