import { onScopeDispose, shallowRef } from 'vue'
import type { Refinement, RefinementWalk } from '#shared/contract/refinements.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from '#renderer/stores/labConnection.ts'

/** The state of a refinement that edits replace. */
export const walkOf = ({ step, refinedSpaceId, state }: RefinementWalk): RefinementWalk => ({
  ...{ step, refinedSpaceId, state },
})

/** A refinement as stored in the lab, updated when another window changes it; `fault` says why it cannot be read. */
export function useStoredRefinement(id: number) {
  const lab = useLabClient()
  const refinement = shallowRef<Refinement>()
  const fault = shallowRef<Sentence>()

  async function load(): Promise<void> {
    try {
      refinement.value = await lab.refinements.get({ id })
      fault.value = undefined
    } catch (error) {
      fault.value = sentenceOf(error)
    }
  }
  const stop = useLabConnection().onChanges((changes) => {
    if (changes.some(({ data }) => 'refinementId' in data && data.refinementId === id)) void load()
  })
  onScopeDispose(stop)
  void load()
  return { refinement, fault }
}
