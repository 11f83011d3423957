import type { Stream } from '#shared/random/stream.ts'
import { effectiveNumber, matchingWeights } from '#shared/statistics/matching.ts'
import { beatsRange } from '#shared/statistics/ranges/beatsRange.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import type { MeanRange } from '#shared/statistics/ranges/meanRange.ts'
import { resampledRange, type ResampleOptions } from '#shared/statistics/ranges/resampledRange.ts'
import { equalWithin, fewestRunsForVerdict } from '../comparison/decision.ts'
import type { WeighedRun } from './measuredRun.ts'
import { flopsStrata, previewConstraint, type ConstraintPreview } from './previewConstraint.ts'

/**
 * What existing runs say about a constraint, by P(kept beats cut) at the FLOPs of all runs. supported: its 95 % range
 * lies above one half; against: below; neutral: the cut makes the space simpler and no worse; undecided: otherwise.
 */
export type ConstraintStatus = 'supported' | 'neutral' | 'undecided' | 'against'

export interface ConstraintEvidence {
  readonly status: ConstraintStatus
  readonly preview: ConstraintPreview
  /**
   * P(kept beats cut): the probability that a random kept run has a lower error than a random cut one, both at the
   * FLOPs of all runs; null if either is empty.
   */
  readonly beats: Interval | null
  /** Mean error of kept minus cut runs, both at the FLOPs of all runs; null if either is empty. */
  readonly keptMinusCut: MeanRange | null
  /** Mean error of the kept runs minus that of all: the change expected for the space. Null if nothing is kept. */
  readonly keptMinusAll: MeanRange | null
}

/**
 * Whether the runs that `keep` keeps are better than the others at equal FLOPs. Ranges of means come from resamples of
 * all runs (2000 by default), rematched in each. A cut chosen on the same runs looks better than it is.
 */
export function weighConstraint<Run extends WeighedRun>(
  runs: readonly Run[],
  keep: (run: Run) => boolean,
  random: Stream,
  { resamples = 2000 }: ResampleOptions = {},
): ConstraintEvidence {
  const preview = previewConstraint(runs, keep)
  const { kept, cut } = preview
  if (kept.length === 0) return { status: 'undecided', preview, beats: null, keptMinusCut: null, keptMinusAll: null }
  const differences = matchedDifferences(runs, kept)
  const observed = differences(runs.map((_, i) => i))
  const toCut = new Float64Array(resamples)
  const toAll = new Float64Array(resamples)
  for (let b = 0; b < resamples; b++) {
    const drawn = differences(Uint32Array.from(runs, () => random.below(runs.length)))
    toCut[b] = drawn.toCut
    toAll[b] = drawn.toAll
  }
  const cutWeights = weightsOfCut(runs, preview)
  const worth = { kept: preview.effectiveNumber, cut: effectiveNumber(cutWeights) }
  const allErrors = runs.map(({ errorPercent }) => errorPercent)
  const [keptErrors, cutErrors] = [kept, cut].map((indices) => indices.map((i) => allErrors[i]!)) as [
    number[],
    number[],
  ]
  const beats =
    worth.cut === 0
      ? null
      : beatsRange({ errors: keptErrors, weights: preview.weights }, { errors: cutErrors, weights: cutWeights })
  return {
    status: statusOf(worth, beats, cut.length / runs.length),
    preview,
    beats,
    keptMinusCut:
      beats &&
      resampledRange(observed.toCut, toCut, {
        samples: [keptErrors, cutErrors],
        runs: Math.min(worth.kept, worth.cut),
      }),
    keptMinusAll: resampledRange(observed.toAll, toAll, { samples: [keptErrors, allErrors], runs: worth.kept }),
  }
}

/** Weights that give the cut runs the FLOPs of all runs, as the preview's weights do for kept runs. */
function weightsOfCut(runs: readonly WeighedRun[], { kept, cut }: ConstraintPreview): Float64Array {
  const { members, count } = flopsStrata(runs, kept.length)
  return matchingWeights(
    Int32Array.from(cut, (i) => members[i]!),
    members,
    count,
  ).weights
}

/**
 * P(kept beats any) follows from P(kept beats cut): against other kept runs it is one half, so `cutShare` of the
 * distance from one half remains.
 */
function statusOf(
  worth: { readonly kept: number; readonly cut: number },
  beats: Interval | null,
  cutShare: number,
): ConstraintStatus {
  if (worth.kept < fewestRunsForVerdict) return 'undecided'
  if (beats && worth.cut >= fewestRunsForVerdict) {
    if (beats.low > 0.5) return 'supported'
    if (beats.high < 0.5) return 'against'
  }
  return cutShare * (0.5 - (beats?.low ?? 0.5)) <= equalWithin ? 'neutral' : 'undecided'
}

/** The differences of mean errors in a resample given by indices; NaN if a side is empty. */
function matchedDifferences(runs: readonly WeighedRun[], kept: readonly number[]) {
  const errors = Float64Array.from(runs, (run) => run.errorPercent)
  const inside = new Uint8Array(runs.length)
  for (const i of kept) inside[i] = 1
  const { members, count } = flopsStrata(runs, kept.length)
  const counts = [new Float64Array(count), new Float64Array(count)] as const
  const sums = [new Float64Array(count), new Float64Array(count)] as const
  const matchedMean = (side: 0 | 1): number => {
    let sum = 0
    let reached = 0
    for (let s = 0; s < count; s++) {
      if (counts[side][s] === 0) continue
      const share = counts[0][s]! + counts[1][s]!
      sum += (share * sums[side][s]!) / counts[side][s]!
      reached += share
    }
    return sum / reached
  }
  return (indices: ArrayLike<number>): { toCut: number; toAll: number } => {
    for (const column of [...counts, ...sums]) column.fill(0)
    let total = 0
    for (let k = 0; k < indices.length; k++) {
      const i = indices[k]!
      const side = inside[i] === 1 ? 1 : 0
      counts[side][members[i]!]!++
      sums[side][members[i]!]! += errors[i]!
      total += errors[i]!
    }
    const mean = matchedMean(1)
    return { toCut: mean - matchedMean(0), toAll: mean - total / indices.length }
  }
}
