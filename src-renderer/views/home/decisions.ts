import { compareSpaces, type SpaceComparison } from '#shared/refinement/comparison/compareSpaces.ts'
import { stepVerdict, type StepVerdict } from '#shared/refinement/comparison/judgeStep.ts'
import { pairCautions, type AnsweredSide, type PairCautions } from '#shared/refinement/comparison/pairCautions.ts'
import { missingEvidence, type MissingEvidence } from '#shared/refinement/evidence/proposal.ts'

export interface DecisionQuestion {
  /** The id of the newer space, and the two sides; neither is without errors. */
  readonly pairs: readonly { readonly id: number; readonly newer: AnsweredSide; readonly older: AnsweredSide }[]
}

/** What finished runs say about a space that is not decided yet: the wizard's own answer. */
export interface OpenDecision {
  readonly comparison: SpaceComparison
  readonly verdict: StepVerdict
  readonly cautions: PairCautions
  /** Null: the numbers speak. */
  readonly missing: MissingEvidence | null
}

/** By the id of the newer space. */
export type DecisionAnswer = ReadonlyMap<number, OpenDecision>

export const answerDecisions = ({ pairs }: DecisionQuestion): DecisionAnswer =>
  new Map(pairs.map(({ id, newer, older }) => [id, openDecision(newer, older)]))

function openDecision(newer: AnsweredSide, older: AnsweredSide): OpenDecision {
  const comparison = compareSpaces(newer.errors, older.errors)
  const verdict = stepVerdict(comparison)
  const cautions = pairCautions(newer, older)
  return { comparison, verdict, cautions, missing: missingEvidence(verdict, comparison, cautions) }
}
