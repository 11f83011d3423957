import type { StudyPlan } from '#shared/contract/studies.ts'
import { canonical, termDifferences, type TermId } from '#shared/refinement/comparison/trainingTerms.ts'

/**
 * In what two plans differ so that their populations are not to be compared. Before it is read, a data set is the same
 * where it is described alike. Ids of texts: population.differences.
 */
export function planDifferences(plan: StudyPlan, other: StudyPlan): TermId[] {
  const trained = (own: StudyPlan) => ({ datasetHash: canonical(own.dataset), plan: own })
  return termDifferences(trained(plan), trained(other))
}
