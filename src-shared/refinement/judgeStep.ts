import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import type { Interval } from '#shared/statistics/comparePopulations.ts'
import { differencesOfThirds, type ThirdId } from '#shared/statistics/thirds.ts'
import { compareSpaces, comparisonStreams, type ComparisonOptions, type SpaceComparison } from './compareSpaces.ts'
import { defaultTolerance } from './decision.ts'
import { describeRefinement, type RefinementDescription } from './describeRefinement.ts'
import { improvementSplit, type ImprovementSplit } from './improvementSplit.ts'
import type { MeasuredRun } from './measuredRun.ts'
import { simplicityOf, type Simplicity } from './simplicity.ts'
import { spaceSize, type SizeOptions, type SpaceSize } from './spaceSize.ts'

export interface MeasuredPopulation {
  readonly space: DesignSpace
  /** Finished runs, in the order of the sample. */
  readonly runs: readonly MeasuredRun[]
}

/**
 * better, worse: the 95 % range of the difference of means leaves out zero. equal: it lies within the tolerance on both
 * sides. undecided: these runs do not tell, or there are too few.
 */
export type StepVerdict = 'better' | 'equal' | 'worse' | 'undecided'

export interface StepJudgement {
  readonly verdict: StepVerdict
  readonly comparison: SpaceComparison
  /** By parameters; null where the populations cannot be matched. */
  readonly split: ImprovementSplit | null
  readonly size: { readonly before: SpaceSize; readonly after: SpaceSize }
  /** Mean error of each third of the networks, new minus old; their 95 % ranges hold at once. */
  readonly thirds: Readonly<Record<ThirdId, Interval>>
  /** What a step is to bring besides quality. */
  readonly simplicity: Simplicity
  readonly refinement: RefinementDescription
  /** In points of error. */
  readonly tolerance: number
}

export interface JudgementOptions extends ComparisonOptions, SizeOptions {
  /** In points of error; half a standard deviation of the old population when absent. */
  readonly tolerance?: number
}

/** The judgement of a refinement from the old space to the new one. Throws RangeError for a population without runs. */
export function judgeStep(
  old: MeasuredPopulation,
  refined: MeasuredPopulation,
  regime: Regime,
  options: JudgementOptions = {},
): StepJudgement {
  const [oldErrors, newErrors] = [old, refined].map(({ runs }) => runs.map((run) => run.errorPercent)) as [
    number[],
    number[],
  ]
  const comparison = compareSpaces(newErrors, oldErrors, options)
  const tolerance = options.tolerance ?? defaultTolerance(oldErrors)
  const size = { before: spaceSize(old.space, regime, options), after: spaceSize(refined.space, regime, options) }
  return {
    verdict: stepVerdict(comparison, tolerance),
    comparison,
    split: improvementSplit(refined.runs, old.runs, 'parameters', options),
    size,
    thirds: differencesOfThirds(newErrors, oldErrors, comparisonStreams.thirds(options.seed), options),
    simplicity: simplicityOf(size.before, size.after),
    refinement: describeRefinement(old.space, refined.space),
    tolerance,
  }
}

/** The verdict on a step from its comparison; the tolerance is in points of error. */
export function stepVerdict({ verdict, differences, caution }: SpaceComparison, tolerance: number): StepVerdict {
  if (verdict !== 'undecided') return verdict
  const { low, high } = differences.mean
  return caution !== 'noVerdict' && low >= -tolerance && high <= tolerance ? 'equal' : 'undecided'
}
