import { computed, shallowRef, type Ref } from 'vue'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { useOutlines } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import type { LineageThen } from './lineageHistory.ts'
import { lineageNumbers } from './spaceNumbers.ts'

/**
 * The numbers of the lineage, now or at the selected moment of the past (`then`). `populations` are those that
 * represent the spaces and take part in comparisons.
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
