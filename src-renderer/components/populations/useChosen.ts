import { computed, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { sessionMemory } from '#renderer/lab/labMemory.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/** Numbers of a list in an address: "3,7". */
export function idsOf(text: unknown): number[] {
  return typeof text === 'string'
    ? [...new Set(text.split(',').map(Number))].filter((id) => Number.isInteger(id) && id > 0)
    : []
}

/**
 * Ids that a screen shows: those of the address under `name`, so that they can be linked to; those it showed last in
 * this study where the address names none; otherwise `start`.
 */
export function useChosen(
  screen: string,
  name: string,
  start: () => readonly number[],
): { chosen: ComputedRef<readonly number[]>; choose: (ids: readonly number[]) => void } {
  const route = useRoute()
  const router = useRouter()
  const studies = useStudies()
  const key = () => `${screen}.${name}.${studies.study?.id}`
  const named = computed(() => idsOf(route.query[name]))
  const remembered = () => idsOf(sessionMemory.read(key()))
  const chosen = computed(() => {
    if (!studies.study) return []
    if (named.value.length > 0) return named.value
    const before = remembered()
    return before.length > 0 ? before : start()
  })

  watch(named, (ids) => {
    if (studies.study && ids.length > 0) sessionMemory.write(key(), ids.join())
  })
  function choose(ids: readonly number[]): void {
    sessionMemory.write(key(), ids.join())
    void router.replace({ query: { ...route.query, [name]: ids.join() || undefined } })
  }
  return { chosen, choose }
}
