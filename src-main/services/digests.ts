import type { Database } from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { listPopulations } from '#main/store/populations.ts'
import type { RunStatus } from '#shared/contract/scope.ts'
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

/** SHA-256 over the digests of a population's runs in the order of the sample; null: not every run is over. */
export function populationDigest(db: Database, populationId: number): string | null {
  const runs = runDigests(db, populationId)
  return runs.every(({ status }) => isOver[status]) ? sha256(runs.map((run) => run.digest ?? run.status)) : null
}

/** SHA-256 over the digests of a study's populations in order of creation; null: not every run is over. */
export function studyDigest(db: Database, studyId: number): string | null {
  const digests = listPopulations(db, studyId).map(({ id }) => populationDigest(db, id))
  return digests.includes(null) ? null : sha256(digests as string[])
}
