import { shallowRef, watch, type ShallowRef } from 'vue'
import type { TriedRefinement } from '#shared/refinement/tried/triedRefinements.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/**
 * The refinements that the current study has tried, asked anew whenever other runs count; none until the lab has answered.
 */
export function useTried(): Readonly<ShallowRef<readonly TriedRefinement[]>> {
  const lab = useLabClient()
  const studies = useStudies()
  const tried = shallowRef<readonly TriedRefinement[]>([])
  const counted = () =>
    studies.populations
      .map(({ id, counted, excluded, trashedAt }) => [id, counted, excluded, trashedAt].join())
      .join(';')
  watch(
    [() => studies.study?.id, counted, () => studies.spaces],
    async ([studyId]) => {
      if (studyId === undefined) return
      // Without the lab the last answer stays; the shell reports a lost connection.
      const found = await lab.refinements.tried({ studyId }).catch(() => tried.value)
      if (studies.study?.id === studyId) tried.value = found
    },
    { immediate: true },
  )
  return tried
}
