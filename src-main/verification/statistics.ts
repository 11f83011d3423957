import { z } from 'zod'
import { stream } from '#shared/random/stream.ts'
import {
  bestValueLaw,
  bootstrapSampleSize,
  exactBestProbability,
  exactBootstrap,
  sampledBootstrap,
  type BestValueLaw,
} from '#shared/statistics/bootstrap.ts'
import { edf, shareBelow, shareUpTo } from '#shared/statistics/edf.ts'
import { kolmogorovSmirnov } from '#shared/statistics/kolmogorovSmirnov.ts'
import { complexityWeights, weightedEdf, weightedExpectedMin } from '#shared/statistics/normalisedEdf.ts'
import { randomSearch } from '#shared/statistics/randomSearch.ts'
import { spearman } from '#shared/statistics/spearman.ts'
import { summary } from '#shared/statistics/summary.ts'

/** One comparison with reference data: the worst error over its numbers and what is allowed. */
export interface VerifiedCase {
  readonly name: string
  readonly error: number
  readonly tolerance: number
  readonly passed: boolean
}

const numbers = z.array(z.number())
const edfPoints = z.array(z.object({ threshold: z.number(), strict_lt: z.number(), le: z.number() }))
const metricSchema = z.object({
  b200000: numbers,
  exact_limit: numbers,
  exact_limit_margin: numbers,
  pycls_b2500_seed1000: numbers,
  b2500_20seeds_min: numbers,
  b2500_20seeds_max: numbers,
  b2500_20seeds_std: numbers,
})
const sweepSchema = z.object({
  name: z.string(),
  n: z.int(),
  errors: numbers,
  params: z.record(z.string(), numbers),
  summary: z.record(z.enum(['min', 'max', 'mean', 'median', 'q25', 'q75', 'std_pop']), z.number()),
  edf: edfPoints,
  bootstrap: z.array(
    z.object({
      sample: z.number(),
      n_sample: z.int(),
      percentiles: numbers,
      metrics: z.record(z.string(), metricSchema),
      exact_best_probability: numbers.optional(),
    }),
  ),
  random_search: z.array(z.object({ k: z.int(), expected_min: z.number(), std: z.number() })),
  spearman_error: z.record(z.string(), z.number()),
})
const ksSchema = z.object({
  a: z.string().optional(),
  b: z.string().optional(),
  a_values: numbers.optional(),
  b_values: numbers.optional(),
  D: z.number(),
  p_asymp: z.number(),
  p_exact: z.number(),
})
const ndsSchema = z.object({
  sweep: z.string(),
  metric: z.string(),
  num_bins: z.int(),
  range: z.tuple([z.number(), z.number()]),
  kept_indices: numbers,
  bin_counts: numbers,
  bin_edges: numbers,
  weights: numbers,
  edf: edfPoints,
  random_search: z.array(z.object({ k: z.int(), expected_min: z.number() })),
})
const statsSchema = z.object({
  sweeps: z.array(sweepSchema),
  ks: z.array(ksSchema),
  nds_normalized_edf: z.array(ndsSchema),
})
type Sweep = z.infer<typeof sweepSchema>
type Resampling = Sweep['bootstrap'][number]

/** Closed forms in doubles on both sides: sums of at most some thousand terms, so about 1e-13; ten times that twice. */
const closedForm = 1e-11
/**
 * The reference evaluates the body of the one-sample law by the Pelz-Good approximation (absolute error below 1e-5) and
 * the tail by the formula used here: absolute error in the body, relative in the tail.
 */
const asymptotic = 1e-5
const bodyP = 0.02
const exactPValue = 1e-9
/** Standard errors that a Monte-Carlo percentile may lie from the exact law: one in two million goes beyond. */
const monteCarlo = 5

/** A verdict on every number of stats.json (format: stats/1). Throws where the file has another form. */
export function verifyStatistics(stats: unknown): VerifiedCase[] {
  const { sweeps, ks, nds_normalized_edf: nds } = statsSchema.parse(stats)
  const errorsOf = (name: string | undefined): Sweep => {
    const sweep = sweeps.find((candidate) => candidate.name === name)
    if (!sweep) throw new RangeError(`invalid sweep: ${name ?? 'none'} (a name in sweeps)`)
    return sweep
  }
  return [
    ...sweeps.flatMap(verifySweep),
    ...ks.map((pair, i) => verifyPair(pair, i, (name) => errorsOf(name).errors)),
    ...nds.map((entry) => verifyNormalised(entry, errorsOf(entry.sweep))),
  ].flat()
}

function verifySweep(sweep: Sweep): VerifiedCase[] {
  const { name, errors } = sweep
  const s = summary(errors)
  const ours = { ...s, q25: s.quartile25, q75: s.quartile75, std_pop: s.std }
  const distribution = edf(errors)
  return [
    relative(`${name} summary`, closedForm, [
      [s.n, sweep.n],
      ...Object.entries(sweep.summary).map(([key, value]) => pair(ours[key as keyof typeof sweep.summary], value)),
    ]),
    relative(`${name} EDF`, closedForm, edfPairs(distribution, sweep.edf)),
    relative(
      `${name} random search`,
      closedForm,
      sweep.random_search.flatMap(({ k, expected_min, std }) => {
        const found = randomSearch(errors, k)
        return [pair(found.expectedMin, expected_min), pair(found.std, std)]
      }),
    ),
    absolute(
      `${name} Spearman`,
      closedForm,
      Object.entries(sweep.spearman_error).map(([key, value]) => pair(spearman(sweep.params[key]!, errors), value)),
    ),
    ...sweep.bootstrap.flatMap((resampling) => verifyBootstrap(sweep, resampling)),
  ]
}

function verifyBootstrap(sweep: Sweep, resampling: Resampling): VerifiedCase[] {
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
    verdict(`${name} sample size`, Math.abs(size - resampling.n_sample), 0),
    verdict(`${name} exact limit, values that differ`, different, 0),
    absolute(`${name} exact limit, margin`, closedForm, margins),
    ...(best
      ? [
          absolute(
            `${name} probability of being best`,
            closedForm,
            [...exactBestProbability(errors, size)].map((probability, i) => pair(probability, best[i]!)),
          ),
        ]
      : []),
    verdict(`${name} reference resamples, standard errors`, worstScore, monteCarlo),
    verdict(`${name} own resamples, standard errors`, drawnScore, monteCarlo),
    verdict(`${name} spread of 20 seeds within its bounds`, spread, closedForm),
  ]
}

/**
 * How many standard errors the percentile `value` of `resamples` draws lies from the exact law: 0 where the law crosses
 * the share at the value. The value may have lost its last bits in an interpolation between equal neighbours.
 */
function standardErrors(law: BestValueLaw, share: number, value: number, resamples: number): number {
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
function spreadExcess(reference: z.infer<typeof metricSchema>, i: number): number {
  const range = reference.b2500_20seeds_max[i]! - reference.b2500_20seeds_min[i]!
  const std = reference.b2500_20seeds_std[i]!
  const scale = Math.max(Math.abs(reference.exact_limit[i]!), 1e-300)
  return Math.max(range / Math.sqrt(40) - std, std - range / 2, 0) / scale
}

function verifyPair(
  entry: z.infer<typeof ksSchema>,
  index: number,
  errorsOf: (name: string | undefined) => number[],
): VerifiedCase[] {
  const found = kolmogorovSmirnov(entry.a_values ?? errorsOf(entry.a), entry.b_values ?? errorsOf(entry.b))
  const name = `KS ${entry.a ?? `pair ${index}`}${entry.b ? ` against ${entry.b}` : ''}`
  return [
    absolute(`${name} distance`, closedForm, [[found.distance, entry.D]]),
    relative(`${name} exact p`, exactPValue, [[found.exactP, entry.p_exact]]),
    (entry.p_asymp > bodyP ? absolute : relative)(`${name} asymptotic p`, asymptotic, [
      [found.asymptoticP, entry.p_asymp],
    ]),
  ]
}

function verifyNormalised(entry: z.infer<typeof ndsSchema>, sweep: Sweep): VerifiedCase[] {
  const name = `${entry.sweep} normalised by ${entry.metric}, ${entry.num_bins} bins`
  const found = complexityWeights(sweep.params[entry.metric]!, entry.range, entry.num_bins)
  const errors = found.kept.map((i) => sweep.errors[i]!)
  return [
    listed(`${name} kept`, found.kept, entry.kept_indices),
    listed(`${name} counts`, found.counts, entry.bin_counts),
    listed(`${name} edges`, found.edges, entry.bin_edges),
    listed(`${name} weights`, found.weights, entry.weights),
    absolute(`${name} EDF`, closedForm, edfPairs(weightedEdf(errors, found.weights), entry.edf)),
    relative(
      `${name} random search`,
      closedForm,
      entry.random_search.map(({ k, expected_min }) => [weightedExpectedMin(errors, found.weights, k), expected_min]),
    ),
  ]
}

type Pair = readonly [ours: number, reference: number]
const pair = (ours: number, reference: number): Pair => [ours, reference]

function edfPairs(distribution: ReturnType<typeof edf>, points: z.infer<typeof edfPoints>): Pair[] {
  return points.flatMap(({ threshold, strict_lt, le }) => [
    pair(shareBelow(distribution, threshold), strict_lt),
    pair(shareUpTo(distribution, threshold), le),
  ])
}

function verdict(name: string, error: number, tolerance: number): VerifiedCase {
  return { name, error, tolerance, passed: error <= tolerance }
}

function absolute(name: string, tolerance: number, pairs: readonly Pair[]): VerifiedCase {
  return verdict(name, Math.max(0, ...pairs.map(([ours, reference]) => Math.abs(ours - reference))), tolerance)
}

function relative(name: string, tolerance: number, pairs: readonly Pair[]): VerifiedCase {
  const errors = pairs.map(([ours, reference]) => Math.abs(ours - reference) / Math.max(Math.abs(reference), 1e-300))
  return verdict(name, Math.max(0, ...errors), tolerance)
}

function listed(name: string, ours: readonly number[], reference: readonly number[]): VerifiedCase {
  if (ours.length !== reference.length) return verdict(name, Infinity, closedForm)
  return relative(
    name,
    closedForm,
    ours.map((value, i) => pair(value, reference[i]!)),
  )
}
