import { probabilityBestLower } from '#shared/statistics/probabilityOfBest.ts'
import { kolmogorovSmirnov, type KolmogorovSmirnov } from '#shared/statistics/kolmogorovSmirnov.ts'
import { beatsRange, placementVariances } from '#shared/statistics/ranges/beatsRange.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { fewestForMeans, meanDifferenceRange, type MeanRange } from '#shared/statistics/ranges/meanRange.ts'
import { shareRange } from '#shared/statistics/ranges/shareRange.ts'
import { statisticRanges, type StatisticRanges } from '#shared/statistics/ranges/statisticRanges.ts'
import { decidedSince } from './decidedSince.ts'
import { fewestRunsForVerdict } from './decision.ts'
import { networksOfEach } from './power.ts'

/** What a number of networks bears; the first that applies. */
const cautions = [
  { id: 'noVerdict', below: fewestRunsForVerdict },
  { id: 'largeDifferencesOnly', below: fewestForMeans },
  { id: 'meansNotTails', below: 200 },
] as const
export type CautionId = (typeof cautions)[number]['id']

/** What to be careful about with `n` networks; null: nothing. */
export const cautionAt = (n: number): CautionId | null => cautions.find(({ below }) => n < below)?.id ?? null

export interface SpaceComparison {
  /** Better or worse where the whole 95 % range of P(new beats old) lies on one side of one half. */
  readonly verdict: 'better' | 'worse' | 'undecided'
  readonly newer: PopulationNumbers
  readonly older: PopulationNumbers
  /** P(new beats old): that a random network of the new space has a lower error than one of the old, ties counting half. */
  readonly beats: Interval
  /** Mean error of new minus old, in points. */
  readonly meanDifference: MeanRange
  readonly kolmogorovSmirnov: KolmogorovSmirnov
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
  /** See shareMargin; at the smaller n. */
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
  readonly statistics: StatisticRanges
}

/** A search trains about so many networks. */
const searched = 25

/** Half the 95 % range of the share of `n` networks below an error near the median, in points of share. */
export function shareMargin(n: number): number {
  const { low, high } = shareRange(Math.floor(n / 2), n)
  return (100 * (high - low)) / 2
}

/**
 * Whether a new space beats an old one, from the errors of a population of each, in the order of their networks. Throws
 * RangeError for an empty population.
 */
export function compareSpaces(newErrors: readonly number[], oldErrors: readonly number[]): SpaceComparison {
  const numbers = (errors: readonly number[]): PopulationNumbers => ({
    n: errors.length,
    statistics: statisticRanges(errors),
  })
  const smaller = Math.min(newErrors.length, oldErrors.length)
  const { verdict, beats } = spaceVerdict(newErrors, oldErrors)
  const k = Math.min(searched, smaller)
  return {
    verdict,
    newer: numbers(newErrors),
    older: numbers(oldErrors),
    beats,
    meanDifference: meanDifferenceRange(newErrors, oldErrors),
    kolmogorovSmirnov: kolmogorovSmirnov(newErrors, oldErrors),
    bestBeatsBest: { k, probability: probabilityBestLower(newErrors, oldErrors, k) },
    decidedSince: verdict === 'undecided' ? null : decidedSince(newErrors, oldErrors, fewestRunsForVerdict),
    needed: verdict === 'undecided' ? networksNeeded(newErrors, oldErrors) : null,
    caution: cautionAt(smaller),
    shareMargin: shareMargin(smaller),
  }
}

/** The verdict of compareSpaces and what it rests on, alone. */
export function spaceVerdict(
  newErrors: readonly number[],
  oldErrors: readonly number[],
): Pick<SpaceComparison, 'verdict' | 'beats'> {
  const beats = beatsRange({ errors: newErrors }, { errors: oldErrors })
  if (Math.min(newErrors.length, oldErrors.length) < fewestRunsForVerdict) return { verdict: 'undecided', beats }
  return { verdict: beats.low > 0.5 ? 'better' : beats.high < 0.5 ? 'worse' : 'undecided', beats }
}

/** How many networks per space would decide, were P(new beats old) as far from one half as it looks now. */
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
