import { stream, type Stream } from '#shared/random/stream.ts'
import { probabilityBestLower } from '#shared/statistics/bestOf.ts'
import {
  comparePopulations,
  resampledDifferences,
  statisticIntervals,
  type ComparedStatistic,
  type Comparison,
  type Interval,
  type StatisticId,
} from '#shared/statistics/comparePopulations.ts'
import type { BandOptions } from '#shared/statistics/edfBands.ts'
import { kolmogorovSmirnov, type KolmogorovSmirnov } from '#shared/statistics/kolmogorovSmirnov.ts'
import { decidedSince } from './decidedSince.ts'
import { fewestRunsForVerdict } from './decision.ts'
import { networksOfEach } from './power.ts'

/** What a number of networks bears; the first that applies. */
const cautions = [
  { id: 'noVerdict', below: fewestRunsForVerdict },
  { id: 'largeDifferencesOnly', below: 30 },
  { id: 'meansNotTails', below: 200 },
] as const
export type CautionId = (typeof cautions)[number]['id']

/** What to be careful about with `n` networks; null: nothing. */
export const cautionAt = (n: number): CautionId | null => cautions.find(({ below }) => n < below)?.id ?? null

export interface SpaceComparison {
  /** Better or worse where the 95 % range of the difference of means leaves out zero. */
  readonly verdict: 'better' | 'worse' | 'undecided'
  readonly newer: PopulationNumbers
  readonly older: PopulationNumbers
  /** New minus old, in points of error; the mean's probability is P(new beats old). */
  readonly differences: Readonly<Record<ComparedStatistic, Comparison>>
  readonly kolmogorovSmirnov: KolmogorovSmirnov
  /** That a random network of the new space beats one of the old. */
  readonly oneBeatsOne: number
  /**
   * That the best of `k` random networks of the new space beats the best of as many of the old. At most as many as each
   * population has: of more, drawn from so few, the best would be the lowest of all nearly always.
   */
  readonly bestBeatsBest: { readonly k: number; readonly probability: number }
  /** After how many networks of each the verdict stood, in the order given; null while it does not. */
  readonly decidedSince: number | null
  /** What such a difference needs to be told; null where it is decided or there is none. */
  readonly needed: NeededNetworks | null
  readonly caution: CautionId | null
  /** Half the 95 % range of a share of networks near one half, in points of share, at the smaller n. */
  readonly shareMargin: number
}

/** Networks that tell a difference as large as it looks now with 80 % power, and how many more those are. */
export interface NeededNetworks {
  readonly perSpace: number
  readonly newer: number
  readonly older: number
  /** Of both together. */
  readonly more: number
}

export interface PopulationNumbers {
  readonly n: number
  /** With 95 % ranges. */
  readonly statistics: Readonly<Record<StatisticId, Interval>>
}

export interface ComparisonOptions extends BandOptions {
  readonly seed?: number
}

/** A search trains about so many networks. */
const searched = 25

/** What each stream of resamples is for. */
const uses = { gap: 2, newer: 6, older: 7, difference: 8, thirds: 10 } as const

/** The resamples behind a comparison of two populations: the same wherever it is shown, so that it shows the same numbers. */
export const comparisonStreams = {
  differences: (seed = 0): Stream => stream(seed, 'resample', uses.difference),
  gap: (seed = 0): Stream => stream(seed, 'resample', uses.gap),
  thirds: (seed = 0): Stream => stream(seed, 'resample', uses.thirds),
}

/** Points of share to which the errors of `n` networks tell an EDF near its median, at 95 %. */
export const shareMargin = (n: number): number => 100 * 1.96 * Math.sqrt(0.25 / n)

/**
 * Whether a new space beats an old one, from the errors of a population of each, in the order of their networks. Throws
 * RangeError for an empty population.
 */
export function compareSpaces(
  newErrors: readonly number[],
  oldErrors: readonly number[],
  { seed = 0, ...band }: ComparisonOptions = {},
): SpaceComparison {
  const numbers = (errors: readonly number[], use: 'newer' | 'older'): PopulationNumbers => ({
    n: errors.length,
    statistics: statisticIntervals(errors, stream(seed, 'resample', uses[use]), band),
  })
  const differences = comparePopulations(newErrors, oldErrors, comparisonStreams.differences(seed), band)
  const smaller = Math.min(newErrors.length, oldErrors.length)
  const verdict = verdictOf(differences.mean, smaller)
  const k = Math.min(searched, smaller)
  return {
    verdict,
    newer: numbers(newErrors, 'newer'),
    older: numbers(oldErrors, 'older'),
    differences,
    kolmogorovSmirnov: kolmogorovSmirnov(newErrors, oldErrors),
    oneBeatsOne: probabilityBestLower(newErrors, oldErrors, 1),
    bestBeatsBest: { k, probability: probabilityBestLower(newErrors, oldErrors, k) },
    decidedSince: verdict === 'undecided' ? null : decidedSince(newErrors, oldErrors, fewestRunsForVerdict),
    needed: verdict === 'undecided' ? networksNeeded(newErrors, oldErrors) : null,
    caution: cautionAt(smaller),
    shareMargin: shareMargin(smaller),
  }
}

/** The differences of mean errors, new minus old, of all resamples behind compareSpaces, ascending; for a histogram. */
export function meanDifferences(
  newErrors: readonly number[],
  oldErrors: readonly number[],
  { seed = 0, ...band }: ComparisonOptions = {},
): Float64Array {
  return resampledDifferences(newErrors, oldErrors, comparisonStreams.differences(seed), band).mean
}

/** What a difference of means decides where the smaller of two populations has so many networks. */
export function verdictOf({ low, high }: Comparison, smaller: number): SpaceComparison['verdict'] {
  if (smaller < fewestRunsForVerdict) return 'undecided'
  if (high < 0) return 'better'
  return low > 0 ? 'worse' : 'undecided'
}

/** How many networks per space would decide, were the difference of means as large as it looks now. */
function networksNeeded(newErrors: readonly number[], oldErrors: readonly number[]): SpaceComparison['needed'] {
  const [a, b] = [moments(newErrors), moments(oldErrors)]
  const difference = Math.abs(a.mean - b.mean)
  if (difference === 0 || Math.min(newErrors.length, oldErrors.length) < 2) return null
  const perSpace = Math.max(fewestRunsForVerdict, networksOfEach(difference, a.variance, b.variance))
  const [newer, older] = [newErrors, oldErrors].map((errors) => Math.max(0, perSpace - errors.length)) as [
    number,
    number,
  ]
  return { perSpace, newer, older, more: newer + older }
}

/** Mean and sample variance. */
export function moments(errors: readonly number[]): { mean: number; variance: number } {
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
  return { mean, variance: errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (errors.length - 1) }
}
