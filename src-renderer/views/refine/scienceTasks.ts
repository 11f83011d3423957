import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { stream } from '#shared/random/stream.ts'
import { compareSpaces, type SpaceComparison } from '#shared/refinement/comparison/compareSpaces.ts'
import { judgeStep, type MeasuredPopulation, type StepJudgement } from '#shared/refinement/comparison/judgeStep.ts'
import type { MeasuredRun } from '#shared/refinement/evidence/measuredRun.ts'
import type { NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import { parameterEvidence, type Evidence } from '#shared/refinement/evidence/parameterEvidence.ts'
import { fulfils, type Refinement } from '#shared/refinement/steps/refinement.ts'
import { refineSpace } from '#shared/refinement/steps/refineSpace.ts'
import { spaceSize, type SpaceSize } from '#shared/refinement/size/spaceSize.ts'
import { suggestConstraints, type Suggestion } from '#shared/refinement/evidence/suggestConstraints.ts'
import { weighConstraint, type ConstraintEvidence } from '#shared/refinement/evidence/weighConstraint.ts'
import { edfBand, edfDifferenceBand, errorGrid, type Band } from '#shared/statistics/ranges/edfBand.ts'

/** A space, under what it is sampled, and the finished runs of its populations. */
export interface Sampled {
  readonly space: DesignSpace
  readonly regime: Regime
  readonly runs: readonly MeasuredRun[]
}

/** What one refinement of a space costs and brings, from runs already made. */
export type WeighedRefinement = Pick<Suggestion, 'refinement' | 'evidence' | 'size'>

/** The EDFs of a pair with their bands, and the difference of the two. */
export interface PairBands {
  readonly newer: Band
  readonly older: Band
  readonly difference: Band
}

/** What the evidence of the old population says about the question of a step. */
export interface AskedEvidence {
  readonly parameter: Evidence['varying'][number] | undefined
  /** Of the constraint that the new space has more; null where it is no constraint on these networks. */
  readonly constraint: ConstraintEvidence | null
}

export interface JudgedStep {
  readonly judgement: StepJudgement
  readonly bands: PairBands
  readonly asked: AskedEvidence
}

/** A pair of populations of one regime, with the question that leads from the older to the newer. */
export interface Step {
  readonly older: MeasuredPopulation
  readonly newer: MeasuredPopulation
  readonly regime: Regime
  readonly parameter: NetworkParameterId | null
  readonly refinement: Refinement | null
}

/** What the stream of resamples is for. */
const weighing = 5

/** Everything that these screens compute in the background, by name; inputs and results are plain data. */
export const scienceTasks = {
  suggest: ({ space, regime, runs }: Sampled): { evidence: Evidence; suggestions: Suggestion[] } => ({
    evidence: parameterEvidence(runs),
    suggestions: suggestConstraints(space, regime, runs),
  }),

  weigh: ({ space, regime, runs, refinement }: Sampled & { refinement: Refinement }): WeighedRefinement => {
    const refined = refineSpace(space, refinement, { id: space.id, name: space.name })
    return {
      refinement,
      evidence: weighed(runs, refinement),
      size: { before: spaceSize(space, regime), after: spaceSize(refined, regime) },
    }
  },

  sizes: ({ spaces, regime }: { spaces: readonly DesignSpace[]; regime: Regime }): SpaceSize[] =>
    spaces.map((space) => spaceSize(space, regime)),

  compare: ({
    newer,
    older,
  }: {
    newer: readonly number[]
    older: readonly number[]
  }): { comparison: SpaceComparison; bands: PairBands } => ({
    comparison: compareSpaces(newer, older),
    bands: pairBands(newer, older),
  }),

  judge: (step: Step): JudgedStep => {
    const { older, newer, regime, parameter, refinement } = step
    const errors = ({ runs }: MeasuredPopulation) => runs.map(({ errorPercent }) => errorPercent)
    return {
      judgement: judgeStep(older, newer, regime),
      bands: pairBands(errors(newer), errors(older)),
      asked: {
        parameter: parameter ? parameterEvidence(older.runs, { ids: [parameter] }).varying[0] : undefined,
        constraint: refinement ? weighed(older.runs, refinement) : null,
      },
    }
  },

  parameters: ({ runs, ids }: { runs: readonly MeasuredRun[]; ids: readonly NetworkParameterId[] }): Evidence =>
    parameterEvidence(runs, { ids }),
} as const

export type ScienceTask = keyof typeof scienceTasks
export type TaskInput<T extends ScienceTask> = Parameters<(typeof scienceTasks)[T]>[0]
export type TaskResult<T extends ScienceTask> = ReturnType<(typeof scienceTasks)[T]>

function weighed(runs: readonly MeasuredRun[], refinement: Refinement): ConstraintEvidence {
  return weighConstraint(runs, (run) => fulfils(refinement, run), stream(0, 'resample', weighing))
}

function pairBands(newer: readonly number[], older: readonly number[]): PairBands {
  const grid = errorGrid([newer, older])
  return {
    newer: edfBand({ errors: newer }, grid),
    older: edfBand({ errors: older }, grid),
    difference: edfDifferenceBand({ errors: newer }, { errors: older }, grid),
  }
}
