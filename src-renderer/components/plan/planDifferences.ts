import type { StudyPlan } from '#shared/contract/studies.ts'
import { canonical, termDifferences, type TermId } from '#shared/refinement/comparison/trainingTerms.ts'

/**
 * The terms that differ between two plans so that their populations are not comparable. Data sets are taken as equal if
 * their specifications are, since they may not have been read yet. The ids are those of the texts in
 * population.differences.
 */
export function planDifferences(plan: StudyPlan, other: StudyPlan): TermId[] {
  const trained = (own: StudyPlan) => ({ datasetHash: canonical(own.dataset), plan: own })
  return termDifferences(trained(plan), trained(other))
}
