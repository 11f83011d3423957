import type { RouteLocationNormalized } from 'vue-router'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { ofEachSpace } from '#renderer/components/populations/ofEachSpace.ts'
import { namedOrRemembered } from '#renderer/components/populations/useChosen.ts'
import { useRuns } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/** Where the screen begins in a study: with the largest finished population of the newest space. */
export function startPopulations(populations: readonly PopulationSummary[]): number[] {
  const finished = ofEachSpace(populations)
  return finished.length > 0 ? finished.slice(-1) : populations.slice(-1).map(({ id }) => id)
}

/** Reads the runs that the screen shows first. */
export async function readExplore(studyId: number, { query }: RouteLocationNormalized): Promise<void> {
  const studies = useStudies()
  const known = namedOrRemembered('explore', 'populations', studyId, query)
  if (known.length === 0) await studies.select(studyId)
  await useRuns().load(known.length > 0 ? known : startPopulations(studies.populations))
}
