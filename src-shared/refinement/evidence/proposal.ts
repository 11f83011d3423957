import type { SpaceComparison } from '../comparison/compareSpaces.ts'
import type { StepJudgement, StepVerdict } from '../comparison/judgeStep.ts'
import type { PairCautions } from '../comparison/pairCautions.ts'
import { isSimpler } from '../steps/simplicity.ts'

/**
 * What is missing for the numbers to speak. chance: errors better than guessing. diverged: an answer that stands whatever
 * diverged networks count for. networks: more of them. difference: any, as the means are the same.
 */
export type MissingEvidence = 'chance' | 'diverged' | 'networks' | 'difference'

export type Proposal =
  | { readonly decision: 'accepted' | 'rejected'; readonly missing: null }
  | { readonly decision: null; readonly missing: MissingEvidence }

/** What the numbers lack for speaking about a pair with this verdict; null: nothing. */
export function missingEvidence(
  verdict: StepVerdict,
  { needed }: Pick<SpaceComparison, 'needed'>,
  { chance, diverged }: PairCautions,
): MissingEvidence | null {
  if ([chance.newer, chance.older].some((found) => found?.extent === 'all')) return 'chance'
  if (verdict === 'undecided') return needed ? 'networks' : 'difference'
  return diverged?.matters ? 'diverged' : null
}

/**
 * What the numbers speak for: accepting a space that is better, or no worse and simpler; rejecting one that is worse, or
 * no worse and not simpler. Nothing while they do not tell.
 */
export function proposalOf(judgement: StepJudgement, cautions: PairCautions): Proposal {
  const { verdict, comparison, simplicity } = judgement
  const missing = missingEvidence(verdict, comparison, cautions)
  if (missing) return { decision: null, missing }
  const accepts = verdict === 'better' || (verdict === 'equal' && isSimpler(simplicity))
  return { decision: accepts ? 'accepted' : 'rejected', missing: null }
}
