import { computed, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'
import { sessionMemory } from '#renderer/lab/labMemory.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/** The positive integers in a comma-separated list, without duplicates: "3,7". */
function idsOf(text: unknown): number[] {
  return typeof text === 'string'
    ? [...new Set(text.split(',').map(Number))].filter((id) => Number.isInteger(id) && id > 0)
    : []
}

const keyOf = (screen: string, name: string, studyId: number) => `${screen}.${name}.${studyId}`

/** The ids in the address or, if it has none, those that the screen last showed for the study. */
export function namedOrRemembered(screen: string, name: string, studyId: number, query: LocationQuery): number[] {
  const named = idsOf(query[name])
  return named.length > 0 ? named : idsOf(sessionMemory.read(keyOf(screen, name, studyId)))
}

/**
 * The ids that a screen shows: those under `name` in the address, so that they can be linked to; otherwise those it
 * last showed for this study; otherwise `start`.
 */
export function useChosen(
  screen: string,
  name: string,
  start: () => readonly number[],
): { chosen: ComputedRef<readonly number[]>; choose: (ids: readonly number[]) => void } {
  const route = useRoute()
  const router = useRouter()
  const studies = useStudies()
  const chosen = computed(() => {
    if (!studies.study) return []
    const known = namedOrRemembered(screen, name, studies.study.id, route.query)
    return known.length > 0 ? known : start()
  })
  const remember = (ids: readonly number[]) => {
    if (studies.study) sessionMemory.write(keyOf(screen, name, studies.study.id), ids.join())
  }

  watch(
    () => idsOf(route.query[name]),
    (ids) => {
      if (ids.length > 0) remember(ids)
    },
  )
  function choose(ids: readonly number[]): void {
    remember(ids)
    void router.replace({ query: { ...route.query, [name]: ids.join() || undefined } })
  }
  return { chosen, choose }
}
