import { computed, type ComputedRef } from 'vue'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { Labelled } from '#shared/refinement/comparison/populationLabels.ts'
import { askedSeed } from '#shared/studyFiles/seeds.ts'
import { saidIn } from '#shared/sentences/saidIn.ts'
import { usePreferences } from '#renderer/stores/preferences.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { nameTogether, type NamedPopulation } from '#renderer/lib/populations/populationNames.ts'

/** The properties of a population by which labels distinguish it. */
export function labelled(population: PopulationSummary, spaceName: string, studyName: string | null = null): Labelled {
  const { id, spaceId, name, seed, plan, datasetHash } = population
  return {
    id,
    spaceId,
    spaceName,
    studyName,
    plan,
    datasetHash,
    own: { name, seed: askedSeed({ sampling: seed, planned: plan.seed }) },
  }
}

/** The name and mark of each population by id: those of the study, and those of other studies shown with them. */
export function usePopulationNames(
  guests: () => readonly Labelled[] = () => [],
): ComputedRef<ReadonlyMap<number, NamedPopulation>> {
  const studies = useStudies()
  const preferences = usePreferences()
  return computed(() => {
    const own = studies.populations.map((population) =>
      labelled(population, studies.space(population.spaceId)?.definition.name ?? population.name),
    )
    const spaceNames = studies.spaces.map(({ definition }) => definition.name)
    return nameTogether([...own, ...guests()], spaceNames, (said) => saidIn(preferences.language, said))
  })
}
