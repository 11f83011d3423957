import { computed } from 'vue'
import type { RunDetail } from '#shared/contract/runs.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/** The name of a run's space, or of its population if the space is gone, and that of its network: `RegNetX #31`. */
export function useRunName(run: () => Pick<RunDetail, 'id' | 'populationId'>) {
  const { t } = useText()
  const studies = useStudies()
  const spaceName = computed(() => {
    const population = studies.population(run().populationId)
    return (population && studies.space(population.spaceId)?.definition.name) ?? population?.name ?? ''
  })
  const name = computed(() => t('network.nameOf', { space: spaceName.value, id: run().id }))
  return { spaceName, name }
}
