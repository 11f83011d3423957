import { computed, shallowRef, type Ref } from 'vue'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { useOutlines } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import type { LineageThen } from './lineageHistory.ts'
import { lineageNumbers } from './spaceNumbers.ts'

/**
 * The numbers of the lineage: of today, or of the moment of the past that is looked at (`then`). `populations` are those
 * by which spaces are known and compared.
 */
export function useLineagePast(populations: Ref<readonly PopulationSummary[]>) {
  const outlines = useOutlines()
  const studies = useStudies()
  const then = shallowRef<LineageThen>()
  const numbers = computed(() => {
    const ended = then.value?.ended
    return lineageNumbers(studies.spaces, studies.populations, (populationId) => {
      const { rows } = outlines.of(populationId)
      return ended ? rows.filter(({ id }) => ended.has(id)) : rows
    })
  })
  const byRun = computed(
    () =>
      new Map(populations.value.flatMap((known) => outlines.of(known.id).rows.map(({ id }) => [id, known] as const))),
  )
  return { then, numbers, populationOf: (runId: number) => byRun.value.get(runId) }
}
