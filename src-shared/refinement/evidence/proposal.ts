import type { SpaceComparison } from '../comparison/compareSpaces.ts'
import type { StepJudgement, StepVerdict } from '../comparison/judgeStep.ts'
import type { PairCautions } from '../comparison/pairCautions.ts'
import { isSimpler } from '../steps/simplicity.ts'

/**
 * What is missing for a decision. chance: errors better than guessing. diverged: an answer that holds whatever diverged
 * networks count for. networks: more networks. difference: any difference, since the means are equal.
 */
export type MissingEvidence = 'chance' | 'diverged' | 'networks' | 'difference'

export type Proposal =
  | { readonly decision: 'accepted' | 'rejected'; readonly missing: null }
  | { readonly decision: null; readonly missing: MissingEvidence }

/** What is missing for a decision about a pair with this verdict; null if nothing is. */
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
 * The decision the numbers support: accept a space that is better, or no worse and simpler; reject one that is worse,
 * or no worse and not simpler. Null while evidence is missing.
 */
export function proposalOf(judgement: StepJudgement, cautions: PairCautions): Proposal {
  const { verdict, comparison, simplicity } = judgement
  const missing = missingEvidence(verdict, comparison, cautions)
  if (missing) return { decision: null, missing }
  const accepts = verdict === 'better' || (verdict === 'equal' && isSimpler(simplicity))
  return { decision: accepts ? 'accepted' : 'rejected', missing: null }
}
