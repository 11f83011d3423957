import { useRouter } from 'vue-router'
import type { Refinement } from '#shared/refinement/steps/refinement.ts'
import { goOnAfter } from '#renderer/composables/goOnAfter.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import type { ShownPopulation } from '#renderer/lib/populations/shownPopulation.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { walkOf } from '#renderer/composables/useStoredRefinement.ts'
import type { DraggedRange } from './draggedRange.ts'
import { isParameter } from './runFields.ts'

/**
 * Begins a refinement of a population's space with the dragged constraint, at the step of the wizard that chooses one.
 */
export function useBeginRefinement() {
  const lab = useLabClient()
  const router = useRouter()
  return useAction((population: ShownPopulation, range: DraggedRange, constraint: Refinement) =>
    goOnAfter(router, async () => {
      const { studyId, id: spaceId } = population.space
      const begun = await lab.refinements.begin({ studyId, spaceId })
      const { parameter, low = null, high = null } = range
      const parameterId = isParameter(parameter) ? parameter : null
      const state = { constraint, parameterId, low, high, populationIds: [population.id] }
      const { id } = begun
      await lab.refinements.save({ id, step: 'look', refinedSpaceId: null, state, basedOn: walkOf(begun) })
      return { name: 'refine', params: { studyId }, query: { refinement: String(id) } }
    }),
  )
}
