import type { RouteLocationNormalized } from 'vue-router'
import { comparedFirst } from '#renderer/lib/populations/comparedFirst.ts'
import { namedOrRemembered } from '#renderer/composables/useChosen.ts'
import { useOutlines } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/** Reads the outlines of the populations needed for the first render of the screen. */
export async function readCompare(studyId: number, { query }: RouteLocationNormalized): Promise<void> {
  const studies = useStudies()
  const known = namedOrRemembered('compare', 'populations', studyId, query)
  if (known.length === 0) await studies.select(studyId)
  await useOutlines().load(known.length > 0 ? known : comparedFirst(studies.spaces, studies.populations))
}
