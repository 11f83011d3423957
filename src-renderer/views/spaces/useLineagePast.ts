import { computed, shallowRef, type Ref } from 'vue'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { useOutlines } from '#renderer/stores/runs.ts'
import type { LineageThen } from './lineageHistory.ts'
import { spaceNumbers, type SpaceNumbers } from './spaceNumbers.ts'

/** The numbers of populations by their space: of today, or of the moment of the past that is looked at (`then`). */
export function useLineagePast(populations: Ref<readonly PopulationSummary[]>) {
  const outlines = useOutlines()
  const then = shallowRef<LineageThen>()
  const numbers = computed(() => {
    const ended = then.value?.ended
    return new Map<number, SpaceNumbers>(
      populations.value.map((population) => {
        const { rows } = outlines.of(population.id)
        return [population.spaceId, spaceNumbers(population, ended ? rows.filter(({ id }) => ended.has(id)) : rows)]
      }),
    )
  })
  const byRun = computed(
    () =>
      new Map(populations.value.flatMap((known) => outlines.of(known.id).rows.map(({ id }) => [id, known] as const))),
  )
  return { then, numbers, populationOf: (runId: number) => byRun.value.get(runId) }
}
