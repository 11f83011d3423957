import { computed, type ComputedRef } from 'vue'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { sidesOf } from '#shared/refinement/comparison/sides.ts'
import { saidIn } from '#shared/sentences/saidIn.ts'
import { usePreferences } from '#renderer/stores/preferences.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { nameTogether, type NamedPopulation } from '#renderer/lib/populations/populationNames.ts'

/** The key of a side among the named ones; the same whichever of its populations are shown. */
export const sideName = (spaceId: number, key: string): string => `${spaceId} ${key}`

interface Guest {
  readonly summary: PopulationSummary
  readonly space: { readonly definition: { readonly name: string } }
  /** Null: the current study. */
  readonly studyName: string | null
}

/**
 * The names and marks of the sides formed by the study's populations, and of those of other studies shown with them.
 */
export function useSideNames(
  shown: () => readonly Guest[] = () => [],
): ComputedRef<ReadonlyMap<string, NamedPopulation>> {
  const studies = useStudies()
  const preferences = usePreferences()
  return computed(() => {
    const guests = shown().filter(({ studyName }) => studyName !== null)
    const studyNames = new Map(guests.map(({ summary, studyName }) => [summary.id, studyName]))
    const spaceNames = new Map([
      ...guests.map(({ summary, space }) => [summary.spaceId, space.definition.name] as const),
      ...studies.spaces.map(({ id, definition }) => [id, definition.name] as const),
    ])
    const sides = sidesOf([...studies.populations, ...guests.map(({ summary }) => ({ ...summary, trashedAt: null }))])
    const names = nameTogether(
      sides.map(({ id, spaceId, populations: [first] }) => {
        const { plan, datasetHash } = first!
        return {
          id,
          spaceId,
          spaceName: spaceNames.get(spaceId) ?? '',
          studyName: studyNames.get(id) ?? null,
          plan,
          datasetHash,
        }
      }),
      studies.spaces.map(({ definition }) => definition.name),
      (said) => saidIn(preferences.language, said),
    )
    return new Map(sides.map(({ id, spaceId, key }) => [sideName(spaceId, key), names.get(id)!]))
  })
}
