import type { Database } from 'better-sqlite3'
import { createHash } from 'node:crypto'
import type { RunStatus } from '#shared/contract/scope.ts'
import { listPopulations } from '#main/store/populations.ts'
import { runDigests } from '#main/store/runs.ts'

const sha256 = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest('hex')

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

/** SHA-256 over the digests of runs that are over, in the order of the sample. */
export const digestOfRuns = (runs: readonly { status: RunStatus; digest: string | null }[]): string =>
  sha256(runs.map(({ status, digest }) => digest ?? status))

/** SHA-256 over the digests of populations in order of creation. */
export const digestOfPopulations = (digests: readonly string[]): string => sha256(digests)

/** The digest of a population; null: not every run is over. */
export function populationDigest(db: Database, populationId: number): string | null {
  const runs = runDigests(db, populationId)
  return runs.every(({ status }) => isOver[status]) ? digestOfRuns(runs) : null
}

/** The digest of a study, the trash left out; null: not every run is over. */
export function studyDigest(db: Database, studyId: number): string | null {
  const live = listPopulations(db, studyId).filter(({ trashedAt }) => trashedAt === null)
  const digests = live.map(({ id }) => populationDigest(db, id))
  return digests.includes(null) ? null : digestOfPopulations(digests as string[])
}
