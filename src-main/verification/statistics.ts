import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { edf, shareBelow, shareUpTo } from '#shared/statistics/edf.ts'
import { kolmogorovSmirnov } from '#shared/statistics/kolmogorovSmirnov.ts'
import { complexityWeights, weightedEdf, weightedExpectedMin } from '#shared/statistics/normalisedEdf.ts'
import { randomSearch } from '#shared/statistics/randomSearch.ts'
import { spearman } from '#shared/statistics/spearman.ts'
import { summary } from '#shared/statistics/summary.ts'
import { absolutely, judged, pairsOf, relatively, type Case, type Pair } from './comparison.ts'
import { verifyBootstrap } from './statisticsBootstrap.ts'
import {
  closedForm,
  statsSchema,
  type ReferenceEdf,
  type ReferenceKs,
  type ReferenceNormalisedEdf,
  type ReferenceSweep,
} from './statisticsReference.ts'

/**
 * The reference computes the body of the one-sample distribution with the Pelz-Good approximation (absolute error below
 * 1e-5) and the tail with the formula used here, hence absolute errors in the body and relative ones in the tail.
 */
const asymptotic = 1e-5
const bodyP = 0.02
const exactPValue = 1e-9

/** Checks every number of stats.json (format: stats/1). Throws RangeError if the file has another form. */
export function verifyStatistics(stats: unknown): Case[] {
  const { sweeps, ks, nds_normalized_edf: nds } = parseStrictly(statsSchema, stats, 'stats.json')
  const errorsOf = (name: string | undefined): ReferenceSweep => {
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

function verifySweep(sweep: ReferenceSweep): Case[] {
  const { name, errors } = sweep
  const s = summary(errors)
  const ours = { ...s, q25: s.quartile25, q75: s.quartile75, std_pop: s.std }
  const distribution = edf(errors)
  return [
    relatively(`${name} summary`, closedForm, [
      [s.n, sweep.n],
      ...Object.entries(sweep.summary).map(([key, value]): Pair => [ours[key as keyof typeof sweep.summary], value]),
    ]),
    relatively(`${name} EDF`, closedForm, edfPairs(distribution, sweep.edf)),
    relatively(
      `${name} random search`,
      closedForm,
      sweep.random_search.flatMap(({ k, expected_min, std }): Pair[] => {
        const found = randomSearch(errors, k)
        return [
          [found.expectedMin, expected_min],
          [found.std, std],
        ]
      }),
    ),
    absolutely(
      `${name} Spearman`,
      closedForm,
      Object.entries(sweep.spearman_error).map(([key, value]) => [spearman(sweep.params[key]!, errors), value]),
    ),
    ...sweep.bootstrap.flatMap((resampling) => verifyBootstrap(sweep, resampling)),
  ]
}

function verifyPair(entry: ReferenceKs, index: number, errorsOf: (name: string | undefined) => number[]): Case[] {
  const found = kolmogorovSmirnov(entry.a_values ?? errorsOf(entry.a), entry.b_values ?? errorsOf(entry.b))
  const name = `KS ${entry.a ?? `pair ${index}`}${entry.b ? ` against ${entry.b}` : ''}`
  return [
    absolutely(`${name} distance`, closedForm, [[found.distance, entry.D]]),
    relatively(`${name} exact p`, exactPValue, [[found.exactP, entry.p_exact]]),
    (entry.p_asymp > bodyP ? absolutely : relatively)(`${name} asymptotic p`, asymptotic, [
      [found.asymptoticP, entry.p_asymp],
    ]),
  ]
}

function verifyNormalised(entry: ReferenceNormalisedEdf, sweep: ReferenceSweep): Case[] {
  const name = `${entry.sweep} normalised by ${entry.metric}, ${entry.num_bins} bins`
  const found = complexityWeights(sweep.params[entry.metric]!, entry.range, entry.num_bins)
  const errors = found.kept.map((i) => sweep.errors[i]!)
  return [
    listed(`${name} kept`, found.kept, entry.kept_indices),
    listed(`${name} counts`, found.counts, entry.bin_counts),
    listed(`${name} edges`, found.edges, entry.bin_edges),
    listed(`${name} weights`, found.weights, entry.weights),
    absolutely(`${name} EDF`, closedForm, edfPairs(weightedEdf(errors, found.weights), entry.edf)),
    relatively(
      `${name} random search`,
      closedForm,
      entry.random_search.map(({ k, expected_min }) => [weightedExpectedMin(errors, found.weights, k), expected_min]),
    ),
  ]
}

function edfPairs(distribution: ReturnType<typeof edf>, points: ReferenceEdf): Pair[] {
  return points.flatMap(({ threshold, strict_lt, le }) => [
    [shareBelow(distribution, threshold), strict_lt],
    [shareUpTo(distribution, threshold), le],
  ])
}

/** A case on two lists, number by number; infinite if their lengths differ. */
function listed(name: string, ours: readonly number[], reference: readonly number[]): Case {
  const pairs = pairsOf(ours, reference)
  return pairs ? relatively(name, closedForm, pairs) : judged(name, Infinity, closedForm)
}
