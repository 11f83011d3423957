import type { Database } from 'better-sqlite3'
import type { RunStatus } from '#shared/contract/scope.ts'
import { digestOfPopulations, digestOfRuns } from '#main/bundles/digests.ts'
import { getPopulation, listPopulations } from '#main/store/tables/populations.ts'
import { runDigests } from '#main/store/tables/runs.ts'

const isOver: Record<RunStatus, boolean> = {
  queued: false,
  running: false,
  paused: false,
  interrupted: false,
  finished: true,
  diverged: true,
  failed: true,
  cancelled: true,
}

/** The digest of a population; null if a run is not over. */
export function populationDigest(db: Database, populationId: number): string | null {
  const runs = runDigests(db, populationId)
  return runs.every(({ status }) => isOver[status]) ? digestOfRuns(runs, getPopulation(db, populationId).ending) : null
}

/** The digest of a study without its trash; null if a run is not over. */
export function studyDigest(db: Database, studyId: number): string | null {
  const live = listPopulations(db, studyId).filter(({ trashedAt }) => trashedAt === null)
  const digests = live.map(({ id }) => populationDigest(db, id))
  return digests.includes(null) ? null : digestOfPopulations(digests as string[])
}
