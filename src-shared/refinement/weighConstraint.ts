import type { Stream } from '#shared/random/stream.ts'
import { comparisonOf, type Comparison } from '#shared/statistics/comparePopulations.ts'
import type { BandOptions } from '#shared/statistics/edfBands.ts'
import { defaultTolerance, fewestRunsForVerdict } from './decision.ts'
import type { WeighedRun } from './measuredRun.ts'
import { flopsStrata, previewConstraint, type ConstraintPreview } from './previewConstraint.ts'

/**
 * What runs already made say of a constraint. supported: the kept runs have the lower mean error; against: the higher
 * one; neutral: the refined space is no worse within the tolerance, and simpler; undecided: the sample does not tell.
 * The first two mean that the 95 % range of the difference leaves out zero.
 */
export type ConstraintStatus = 'supported' | 'neutral' | 'undecided' | 'against'

export interface ConstraintEvidence {
  readonly status: ConstraintStatus
  readonly preview: ConstraintPreview
  /** Mean error of the kept minus that of the cut runs, both at the FLOPs of all; null where either is empty. */
  readonly keptMinusCut: Comparison | null
  /** Mean error of the kept runs minus that of all: what the space would gain. Null when nothing is kept. */
  readonly keptMinusAll: Comparison | null
  /** In points of error: up to so much worse counts as no worse. */
  readonly tolerance: number
}

export interface WeighingOptions extends BandOptions {
  /** In points of error; half a standard deviation of all errors when absent. */
  readonly tolerance?: number
}

/**
 * Whether the runs that `keep` keeps are better than the others, by resampling all runs together (2000 times unless
 * told) and matching FLOPs in every resample. A cut that was chosen on the same runs looks better than it is.
 */
export function weighConstraint<Run extends WeighedRun>(
  runs: readonly Run[],
  keep: (run: Run) => boolean,
  random: Stream,
  { tolerance, resamples = 2000, level = 0.95 }: WeighingOptions = {},
): ConstraintEvidence {
  const preview = previewConstraint(runs, keep)
  const { kept, cut } = preview
  const limit = tolerance ?? (runs.length === 0 ? 0 : defaultTolerance(runs.map((run) => run.errorPercent)))
  if (kept.length === 0)
    return { status: 'undecided', preview, keptMinusCut: null, keptMinusAll: null, tolerance: limit }
  const differences = matchedDifferences(runs, kept)
  const observed = differences(runs.map((_, i) => i))
  const toCut = new Float64Array(resamples)
  const toAll = new Float64Array(resamples)
  for (let b = 0; b < resamples; b++) {
    const drawn = differences(Uint32Array.from(runs, () => random.below(runs.length)))
    toCut[b] = drawn.toCut
    toAll[b] = drawn.toAll
  }
  const keptMinusCut = cut.length === 0 ? null : comparisonOf(observed.toCut, toCut, level)
  const keptMinusAll = comparisonOf(observed.toAll, toAll, level)
  const status = statusOf(preview.effectiveNumber, cut.length, keptMinusCut, keptMinusAll, limit)
  return { status, preview, keptMinusCut, keptMinusAll, tolerance: limit }
}

function statusOf(
  effectiveNumber: number,
  cutCount: number,
  keptMinusCut: Comparison | null,
  keptMinusAll: Comparison,
  tolerance: number,
): ConstraintStatus {
  if (effectiveNumber < fewestRunsForVerdict) return 'undecided'
  if (keptMinusCut && cutCount >= fewestRunsForVerdict) {
    if (keptMinusCut.high < 0) return 'supported'
    if (keptMinusCut.low > 0) return 'against'
  }
  return keptMinusAll.high <= tolerance ? 'neutral' : 'undecided'
}

/** The differences of mean errors in a resample of the runs, given by its indices; NaN where a side got no run. */
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
