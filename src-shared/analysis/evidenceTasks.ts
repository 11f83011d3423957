import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import type { Regime } from '#shared/designspaces/designSpace.ts'
import { resampleStream } from '#shared/random/resampleStreams.ts'
import { lineOf } from '#shared/refinement/evidence/asCandidate.ts'
import { judgeStep, type MeasuredPopulation, type StepJudgement } from '#shared/refinement/comparison/judgeStep.ts'
import type { MeasuredNetwork, MeasuredRun, WeighedRun } from '#shared/refinement/evidence/measuredRun.ts'
import type { NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import { parameterEvidence, type Evidence } from '#shared/refinement/evidence/parameterEvidence.ts'
import { fulfils, type Refinement } from '#shared/refinement/steps/refinement.ts'
import { refineSpace } from '#shared/refinement/steps/refineSpace.ts'
import { spaceSize } from '#shared/refinement/size/spaceSize.ts'
import { suggestConstraints, type Suggestion } from '#shared/refinement/evidence/suggestConstraints.ts'
import { weighConstraint, type ConstraintEvidence } from '#shared/refinement/evidence/weighConstraint.ts'
import { pairBands, type PairBands } from './pairBands.ts'
import type { SpaceUnderRegime } from './spaceTasks.ts'

/** A space, its sampling conditions, and the finished runs of its populations. */
interface Sampled extends SpaceUnderRegime {
  readonly runs: readonly MeasuredRun[]
}

/** Cost and benefit of one refinement of a space, from existing runs. */
export type WeighedRefinement = Pick<Suggestion, 'refinement' | 'evidence' | 'size'>

/** How the runs that a constraint keeps compare with all of them. */
export type KeptEvidence = Pick<ConstraintEvidence, 'status' | 'keptMinusAll'>

/** Evidence of the old population about the question of a step. */
export interface AskedEvidence {
  readonly parameter: Evidence['varying'][number] | undefined
  /** For the constraint that the new space adds; null if it is not a constraint on these networks. */
  readonly constraint: ConstraintEvidence | null
}

export interface JudgedStep {
  readonly judgement: StepJudgement
  readonly bands: PairBands
  readonly asked: AskedEvidence
}

/** A pair of populations under one regime, with the refinement that leads from the older to the newer. */
interface Step {
  readonly older: MeasuredPopulation
  readonly newer: MeasuredPopulation
  readonly regime: Regime
  readonly parameter: NetworkParameterId | null
  readonly refinement: Refinement | null
  /** See compareSpaces. */
  readonly level?: number
}

/** The quantised line of a network: drawn if known, otherwise fitted; `fitError` is always that of the fit. */
export interface NetworkLine {
  readonly fitError: number
  readonly initialWidth: number
  readonly widthSlope: number
  readonly widthMultiplier: number
}

/** Analyses of measured networks: what to refine in a space, and what a step achieved. */
export const evidenceTasks = {
  suggest: ({ space, regime, runs }: Sampled): { evidence: Evidence; suggestions: Suggestion[] } => ({
    evidence: parameterEvidence(runs),
    suggestions: suggestConstraints(space, regime, runs),
  }),

  weigh: ({ space, regime, runs, refinement }: Sampled & { refinement: Refinement }): WeighedRefinement => {
    const refined = refineSpace(space, refinement, { id: space.id, name: space.name })
    return {
      refinement,
      evidence: weighed(runs, (run) => fulfils(refinement, run)),
      size: { before: spaceSize(space, regime), after: spaceSize(refined, regime) },
    }
  },

  /** `kept`: for each run, whether it is kept. */
  weighKept: ({ runs, kept }: { runs: readonly WeighedRun[]; kept: readonly boolean[] }): KeptEvidence => {
    const isKept = new Map(runs.map((run, i) => [run, kept[i]!]))
    const { status, keptMinusAll } = weighed(runs, (run) => isKept.get(run)!)
    return { status, keptMinusAll }
  },

  judge: ({ older, newer, regime, parameter, refinement, level }: Step): JudgedStep => {
    const errors = ({ runs }: MeasuredPopulation) => runs.map(({ errorPercent }) => errorPercent)
    return {
      judgement: judgeStep(older, newer, regime, level === undefined ? {} : { level }),
      bands: pairBands(errors(newer), errors(older)),
      asked: {
        parameter: parameter ? parameterEvidence(older.runs, { ids: [parameter] }).varying[0] : undefined,
        constraint: refinement ? weighed(older.runs, (run) => fulfils(refinement, run)) : null,
      },
    }
  },

  parameters: ({ runs, ids }: { runs: readonly MeasuredRun[]; ids: readonly NetworkParameterId[] }): Evidence =>
    parameterEvidence(runs, { ids }),

  /** Returned in the order of the networks. */
  lines: ({ networks }: { networks: readonly Pick<MeasuredNetwork, 'network' | 'draw'>[] }): NetworkLine[] =>
    networks.map((one) => {
      const { initialWidth, widthSlope, widthMultiplier } = lineOf(one)
      return { fitError: fittedLine(one.network).fitError, initialWidth, widthSlope, widthMultiplier }
    }),
}

function weighed<R extends WeighedRun>(runs: readonly R[], isKept: (run: R) => boolean): ConstraintEvidence {
  return weighConstraint(runs, isKept, resampleStream('constraint'))
}
