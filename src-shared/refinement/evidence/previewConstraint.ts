import type { Edf } from '#shared/statistics/edf.ts'
import { effectiveNumber, matchingWeights, weightedMean } from '#shared/statistics/matching.ts'
import { weightedEdf } from '#shared/statistics/normalisedEdf.ts'
import { quantileStrata, strataFor, strataOf } from '#shared/statistics/strata.ts'
import type { WeighedRun } from './measuredRun.ts'

/** What existing runs predict for a part of their space, at the FLOPs of all runs. */
export interface ConstraintPreview {
  /** Indices of the runs inside and outside the constraint. */
  readonly kept: readonly number[]
  readonly cut: readonly number[]
  /** One weight per kept run, summing to 1, which give the kept runs the FLOPs of all runs. */
  readonly weights: Float64Array
  /** Kish's effective number of the kept runs. */
  readonly effectiveNumber: number
  /** Share of all runs in strata of FLOPs that a kept run reaches. */
  readonly covered: number
  /** Weighted; null, like the numbers below, if nothing is kept. */
  readonly edf: Edf | null
  readonly mean: number | null
  readonly min: number | null
}

/** The EDF expected of the space that `keep` leaves, from the runs it keeps. */
export function previewConstraint<Run extends WeighedRun>(
  runs: readonly Run[],
  keep: (run: Run) => boolean,
): ConstraintPreview {
  const inside = runs.map(keep)
  const indices = runs.map((_, i) => i)
  const kept = indices.filter((i) => inside[i])
  const cut = indices.filter((i) => !inside[i])
  if (kept.length === 0)
    return { kept, cut, weights: new Float64Array(), effectiveNumber: 0, covered: 0, edf: null, mean: null, min: null }
  const { members, count } = flopsStrata(runs, kept.length)
  const { weights, covered } = matchingWeights(
    Int32Array.from(kept, (i) => members[i]!),
    members,
    count,
  )
  const errors = kept.map((i) => runs[i]!.errorPercent)
  return {
    kept,
    cut,
    weights,
    effectiveNumber: effectiveNumber(weights),
    covered,
    edf: weightedEdf(errors, weights),
    mean: weightedMean(errors, weights),
    min: Math.min(...errors),
  }
}

/** The stratum of FLOPs of every run, with as many strata as the kept runs support. */
export function flopsStrata(
  runs: readonly WeighedRun[],
  keptCount: number,
): { readonly members: Int32Array; readonly count: number } {
  const flops = runs.map(({ complexity }) => complexity.flops)
  const strata = quantileStrata(flops, strataFor(keptCount))
  return { members: strataOf(strata, flops), count: strata.count }
}
