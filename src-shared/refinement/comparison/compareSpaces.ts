import { probabilityBestLower } from '#shared/statistics/probabilityOfBest.ts'
import { kolmogorovSmirnov, type KolmogorovSmirnov } from '#shared/statistics/kolmogorovSmirnov.ts'
import { beatsRange, placementVariances } from '#shared/statistics/ranges/beatsRange.ts'
import { missed, type Interval } from '#shared/statistics/ranges/interval.ts'
import { fewestForMeans, meanDifferenceRange, type MeanRange } from '#shared/statistics/ranges/meanRange.ts'
import { shareRange } from '#shared/statistics/ranges/shareRange.ts'
import { statisticRanges, type StatisticRanges } from '#shared/statistics/ranges/statisticRanges.ts'
import { decidedSince } from './decidedSince.ts'
import { fewestRunsForVerdict } from './decision.ts'
import { networksOfEach } from './power.ts'

/** Cautions by sample size; the first match wins. */
const cautions = [
  { id: 'noVerdict', below: fewestRunsForVerdict },
  { id: 'largeDifferencesOnly', below: fewestForMeans },
  { id: 'meansNotTails', below: 200 },
] as const
export type CautionId = (typeof cautions)[number]['id']

/** The caution for `n` networks; null if none. */
export const cautionAt = (n: number): CautionId | null => cautions.find(({ below }) => n < below)?.id ?? null

export interface SpaceComparison {
  /** better or worse if the entire 95 % range of P(new beats old) lies on one side of one half. */
  readonly verdict: 'better' | 'worse' | 'undecided'
  readonly newer: PopulationNumbers
  readonly older: PopulationNumbers
  /**
   * P(new beats old): the probability that a random network of the new space has a lower error than one of the old,
   * ties counting half.
   */
  readonly beats: Interval
  /** Mean error of new minus old, in percentage points. */
  readonly meanDifference: MeanRange
  readonly kolmogorovSmirnov: KolmogorovSmirnov
  /**
   * Probability that the best of `k` random networks of the new space beats the best of `k` of the old. `k` is at most
   * the size of either population: beyond that the best would almost always be the overall best.
   */
  readonly bestBeatsBest: { readonly k: number; readonly probability: number }
  /**
   * Number of networks per population, in the given order, after which the verdict stayed the same; null while
   * undecided.
   */
  readonly decidedSince: number | null
  /** Networks needed to establish a difference of this size; null if decided or if there is none. */
  readonly needed: NeededNetworks | null
  readonly caution: CautionId | null
  /** See shareMargin; for the smaller n. */
  readonly shareMargin: number
}

/** Networks that establish a difference of the present size with 80 % power, and how many more that takes. */
export interface NeededNetworks {
  readonly perSpace: number
  readonly newer: number
  readonly older: number
  /** For both populations together. */
  readonly more: number
}

export interface PopulationNumbers {
  readonly n: number
  readonly statistics: StatisticRanges
}

/** Number of networks that a search typically trains. */
const searched = 25

/** Half the 95 % range of the share of `n` networks below an error near the median, in percentage points of share. */
export function shareMargin(n: number): number {
  const { low, high } = shareRange(Math.floor(n / 2), n)
  return (100 * (high - low)) / 2
}

/**
 * Compares a new space with an old one by the errors of a population of each, in network order. Throws RangeError for
 * an empty population. `level`: the share of comparisons whose range of P may miss it, and so of equal spaces for which
 * one may be called better; see comparisonLevel for those of populations that may end early.
 */
export function compareSpaces(
  newErrors: readonly number[],
  oldErrors: readonly number[],
  level: number = missed,
): SpaceComparison {
  const numbers = (errors: readonly number[]): PopulationNumbers => ({
    n: errors.length,
    statistics: statisticRanges(errors),
  })
  const smaller = Math.min(newErrors.length, oldErrors.length)
  const { verdict, beats } = spaceVerdict(newErrors, oldErrors, level)
  const k = Math.min(searched, smaller)
  return {
    verdict,
    newer: numbers(newErrors),
    older: numbers(oldErrors),
    beats,
    meanDifference: meanDifferenceRange(newErrors, oldErrors),
    kolmogorovSmirnov: kolmogorovSmirnov(newErrors, oldErrors),
    bestBeatsBest: { k, probability: probabilityBestLower(newErrors, oldErrors, k) },
    decidedSince: verdict === 'undecided' ? null : decidedSince(newErrors, oldErrors, fewestRunsForVerdict, level),
    needed: verdict === 'undecided' ? networksNeeded(newErrors, oldErrors) : null,
    caution: cautionAt(smaller),
    shareMargin: shareMargin(smaller),
  }
}

/** The verdict of compareSpaces and the probability behind it, without the rest. */
export function spaceVerdict(
  newErrors: readonly number[],
  oldErrors: readonly number[],
  level: number = missed,
): Pick<SpaceComparison, 'verdict' | 'beats'> {
  const beats = beatsRange({ errors: newErrors }, { errors: oldErrors }, level)
  if (Math.min(newErrors.length, oldErrors.length) < fewestRunsForVerdict) return { verdict: 'undecided', beats }
  return { verdict: beats.low > 0.5 ? 'better' : beats.high < 0.5 ? 'worse' : 'undecided', beats }
}

/**
 * The number of networks per space that would decide, if P(new beats old) is really as far from one half as estimated.
 */
function networksNeeded(newErrors: readonly number[], oldErrors: readonly number[]): SpaceComparison['needed'] {
  if (Math.min(newErrors.length, oldErrors.length) < 2) return null
  const { value, newer: a, older: b } = placementVariances({ errors: newErrors }, { errors: oldErrors })
  if (value === 0.5) return null
  const perSpace = Math.max(fewestRunsForVerdict, networksOfEach(value - 0.5, a, b))
  const [newer, older] = [newErrors, oldErrors].map((errors) => Math.max(0, perSpace - errors.length)) as [
    number,
    number,
  ]
  return { perSpace, newer, older, more: newer + older }
}
