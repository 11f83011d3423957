import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { resampleStream } from '#shared/random/resampleStreams.ts'
import type { MeanRange } from '#shared/statistics/ranges/meanRange.ts'
import type { ResampleOptions } from '#shared/statistics/ranges/resampledRange.ts'
import { differencesOfThirds } from '#shared/statistics/ranges/thirdRanges.ts'
import type { ThirdId } from '#shared/statistics/thirds.ts'
import { compareSpaces, type SpaceComparison } from './compareSpaces.ts'
import { equalWithin, fewestRunsForVerdict } from './decision.ts'
import { describeRefinement, type RefinementDescription } from '../steps/describeRefinement.ts'
import { improvementSplit, type ImprovementSplit } from './improvementSplit.ts'
import type { MeasuredRun } from '../evidence/measuredRun.ts'
import { simplicityOf, type Simplicity } from '../steps/simplicity.ts'
import { spaceSize, type SizeOptions, type SpaceSize } from '../size/spaceSize.ts'

export interface MeasuredPopulation {
  readonly space: DesignSpace
  /** Finished runs in sample order. */
  readonly runs: readonly MeasuredRun[]
}

/**
 * better, worse: the 95 % range of P(new beats old) excludes one half. equal: the range lies within `equalWithin` of
 * one half. undecided: neither, or too few runs.
 */
export type StepVerdict = 'better' | 'equal' | 'worse' | 'undecided'

export interface StepJudgement {
  readonly verdict: StepVerdict
  readonly comparison: SpaceComparison
  /** Split by parameters; null if the populations cannot be matched. */
  readonly split: ImprovementSplit | null
  readonly size: { readonly before: SpaceSize; readonly after: SpaceSize }
  /** Mean error of each third of the networks, new minus old, with simultaneous 95 % ranges. */
  readonly thirds: Readonly<Record<ThirdId, MeanRange>>
  /** What a step should improve besides quality. */
  readonly simplicity: Simplicity
  readonly refinement: RefinementDescription
}

/** The fields that determine the verdict on a step. */
export interface StepCompared extends Pick<SpaceComparison, 'verdict' | 'beats'> {
  readonly newer: { readonly n: number }
  readonly older: { readonly n: number }
}

/**
 * The judgement of a refinement from the old space to the new one; `level` as for compareSpaces. Throws RangeError for a
 * population without runs.
 */
export function judgeStep(
  old: MeasuredPopulation,
  refined: MeasuredPopulation,
  regime: Regime,
  { level, ...options }: ResampleOptions & SizeOptions & { readonly level?: number } = {},
): StepJudgement {
  const [oldErrors, newErrors] = [old, refined].map(({ runs }) => runs.map((run) => run.errorPercent)) as [
    number[],
    number[],
  ]
  const comparison = compareSpaces(newErrors, oldErrors, level)
  const size = { before: spaceSize(old.space, regime, options), after: spaceSize(refined.space, regime, options) }
  return {
    verdict: stepVerdict(comparison),
    comparison,
    split: improvementSplit(refined.runs, old.runs, 'parameters', options),
    size,
    thirds: differencesOfThirds(newErrors, oldErrors, resampleStream('thirds', options.seed), options),
    simplicity: simplicityOf(size.before, size.after),
    refinement: describeRefinement(old.space, refined.space),
  }
}

/** The verdict on a step, given its comparison. */
export function stepVerdict({ verdict, beats, newer, older }: StepCompared): StepVerdict {
  if (verdict !== 'undecided') return verdict
  const isEnough = Math.min(newer.n, older.n) >= fewestRunsForVerdict
  return isEnough && beats.low >= 0.5 - equalWithin && beats.high <= 0.5 + equalWithin ? 'equal' : 'undecided'
}
