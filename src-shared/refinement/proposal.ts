import type { AtChance } from './chanceLevel.ts'
import type { DivergedReading } from './divergedRuns.ts'
import type { StepJudgement } from './judgeStep.ts'
import { isSimpler } from './simplicity.ts'

/**
 * What is missing for the numbers to speak. chance: errors better than guessing. diverged: an answer that stands whatever
 * diverged networks count for. networks: more of them. difference: any, as the means are the same.
 */
export type MissingEvidence = 'chance' | 'diverged' | 'networks' | 'difference'

export type Proposal =
  | { readonly decision: 'accepted' | 'rejected'; readonly missing: null }
  | { readonly decision: null; readonly missing: MissingEvidence }

/** What besides the judgement bears on a decision about a step. */
export interface StepCautions {
  /** Of either population. */
  readonly chance: readonly (AtChance | null)[]
  readonly diverged: DivergedReading | null
}

/**
 * What the numbers speak for: accepting a space that is better, or no worse and simpler; rejecting one that is worse, or
 * no worse and not simpler. Nothing while they do not tell.
 */
export function proposalOf(judgement: StepJudgement, { chance, diverged }: StepCautions): Proposal {
  const lacks = (missing: MissingEvidence): Proposal => ({ decision: null, missing })
  if (chance.some((found) => found?.extent === 'all')) return lacks('chance')
  if (judgement.verdict === 'undecided') return lacks(judgement.comparison.needed ? 'networks' : 'difference')
  if (diverged?.matters) return lacks('diverged')
  const { verdict, simplicity } = judgement
  const accepts = verdict === 'better' || (verdict === 'equal' && isSimpler(simplicity))
  return { decision: accepts ? 'accepted' : 'rejected', missing: null }
}
