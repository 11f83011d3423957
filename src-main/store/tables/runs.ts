import type { Database } from 'better-sqlite3'
import type { RunOrigin } from '#shared/contract/origin.ts'
import { runStatuses, type RunCounts, type RunStatus } from '#shared/contract/scope.ts'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import type { RunResult } from '#main/trainer/messages.ts'
import type { RecipeDraw } from '#shared/training/recipeSweep.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { experimentOf } from './experiment.ts'
import { LabError } from '../labError.ts'
import { isLive, scopeCondition, type Scope } from './scope.ts'

/** What decides the bits of a run's result, beside its recipe and the data set of its population's plan. */
export interface RunIdentity {
  seed: number
  network: Network
  datasetHash: string
  onnxruntimeVersion: string
  provider: string
  cpuFeatures: string
  plan: string
}

/** The part of a run's identity that depends on the machine. */
export type MachineIdentity = Pick<RunIdentity, 'onnxruntimeVersion' | 'cpuFeatures'>

/** One training of one network. Paths are relative to the lab's folder. */
export interface Run extends RunIdentity {
  id: number
  populationId: number
  /** Position in the sample, from 0. */
  position: number
  /** Equal for two trainings of one network from one seed; see experimentOf. */
  experiment: string
  /** The draw behind its network; null if unknown or none. */
  draw: Draw | null
  /** The values drawn for its recipe; null if it is trained by its population's as it is. */
  recipeDraw: RecipeDraw | null
  flops: number
  parameters: number
  activations: number
  status: RunStatus
  /** Higher runs first. */
  priority: number
  /** Lower runs first, among runs of equal priority. */
  place: number
  predictedPeakBytes: number | null
  attempt: number
  crashes: number
  checkpointPath: string | null
  /** Why a run last diverged, failed or crashed. */
  reason: Sentence | null
  /** Progress: the last reported epoch + 1, the lowest validation error reported, and the time taken. */
  epochsDone: number
  lowestErrorPercent: number | null
  durationMs: number
  errorPercent: number | null
  validationErrors: number | null
  validationCount: number | null
  digest: string | null
  weightsPath: string | null
  /** Pinned weights are never pruned. */
  pinned: boolean
  peakMemoryBytes: number | null
  environment: RunResult['environment'] | null
  tags: string[]
  note: string
  /** Why it was excluded, in the user's words; null if it was not. */
  exclusion: string | null
  /** What its file says of it, if it was trained elsewhere; null if trained here. */
  origin: RunOrigin | null
  createdAt: number
  startedAt: number | null
  finishedAt: number | null
}

type Json = 'network' | 'draw' | 'recipeDraw' | 'reason' | 'environment' | 'tags' | 'origin'
type Row = Omit<Run, Json | 'pinned'> & {
  network: string
  draw: string | null
  recipeDraw: string | null
  reason: string | null
  environment: string | null
  tags: string
  origin: string | null
  pinned: number
}

function read(row: Row): Run {
  return {
    ...row,
    network: JSON.parse(row.network) as Network,
    draw: row.draw === null ? null : (JSON.parse(row.draw) as Draw),
    recipeDraw: row.recipeDraw === null ? null : (JSON.parse(row.recipeDraw) as RecipeDraw),
    reason: row.reason === null ? null : (JSON.parse(row.reason) as Sentence),
    environment: row.environment === null ? null : (JSON.parse(row.environment) as RunResult['environment']),
    tags: JSON.parse(row.tags) as string[],
    origin: row.origin === null ? null : (JSON.parse(row.origin) as RunOrigin),
    pinned: row.pinned !== 0,
  }
}

export type NewRun = RunIdentity &
  Pick<Run, 'populationId' | 'position' | 'draw' | 'predictedPeakBytes' | 'createdAt'> &
  Partial<Pick<Run, 'recipeDraw'>>

/** Inserts a run, queued, and returns its id. */
export function insertRun(db: Database, run: NewRun): number {
  const network = JSON.stringify(run.network)
  const recipeDraw = run.recipeDraw ? JSON.stringify(run.recipeDraw) : null
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO runs (populationId, position, seed, network, experiment, draw, recipeDraw, datasetHash, onnxruntimeVersion, provider,
         cpuFeatures, plan, flops, parameters, activations, status, predictedPeakBytes, createdAt)
       VALUES (@populationId, @position, @seed, @network, @experiment, @draw, @recipeDraw, @datasetHash, @onnxruntimeVersion, @provider,
         @cpuFeatures, @plan, @flops, @parameters, @activations, 'queued', @predictedPeakBytes, @createdAt)`,
    )
    .run({
      ...run,
      ...networkComplexity(run.network),
      network,
      experiment: experimentOf(network, run.seed, recipeDraw),
      draw: run.draw && JSON.stringify(run.draw),
      recipeDraw,
    })
  return Number(lastInsertRowid)
}

/** Removes runs that never started; only the log refers to them. */
export function removeRuns(db: Database, runIds: readonly number[]): void {
  const ids = JSON.stringify(runIds)
  const removed = 'SELECT id FROM runs WHERE id IN (SELECT value FROM json_each(?)) AND attempt = 0'
  db.transaction(() => {
    for (const table of ['timings', 'inspections'])
      db.prepare(`DELETE FROM ${table} WHERE runId IN (${removed})`).run(ids)
    db.prepare(`DELETE FROM runs WHERE id IN (${removed})`).run(ids)
  })()
}

/** Those of the ids that runs have. */
export function existingRunIds(db: Database, runIds: readonly number[]): Set<number> {
  return new Set(
    db
      .prepare<[string], number>('SELECT id FROM runs WHERE id IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(runIds)),
  )
}

/** The runs of a scope in one of `statuses` (default: any), by population and position. */
export function listRuns(db: Database, scope: Scope, statuses: readonly RunStatus[] = runStatuses): Run[] {
  const { sql, values } = scopeCondition(scope)
  return db
    .prepare<unknown[], Row>(
      `SELECT * FROM runs WHERE ${sql} AND status IN (${statuses.map(() => '?').join(', ')}) ORDER BY populationId, position`,
    )
    .all(...values, ...statuses)
    .map(read)
}

/** The run with that id. Throws LabError 'notFound'. */
export function getRun(db: Database, id: number): Run {
  const row = db.prepare<[number], Row>('SELECT * FROM runs WHERE id = ?').get(id)
  if (!row) throw new LabError('notFound', sentence('noRun', { id }))
  return read(row)
}

/** The finished runs of a study that were trained here, by population and position, without the trash. */
export function finishedRunIds(db: Database, studyId: number): number[] {
  return db
    .prepare<[number], number>(
      `SELECT runs.id FROM runs JOIN populations ON populations.id = populationId
       WHERE studyId = ? AND trashedAt IS NULL AND status = 'finished' AND runs.origin IS NULL
       ORDER BY populationId, position`,
    )
    .pluck()
    .all(studyId)
}

/** Queue order: highest priority, then the user's order, then oldest population, then sample position. */
export const queueOrder = 'priority DESC, place, populationId, position'

/** The next run to train. */
export function nextQueuedRun(db: Database, without: readonly string[] = []): Run | undefined {
  const row = db
    .prepare<string[], Row>(
      `SELECT * FROM runs WHERE status = 'queued' AND ${isLive} AND provider NOT IN (${without.map(() => '?').join()})
         ORDER BY ${queueOrder} LIMIT 1`,
    )
    .get(...without)
  return row && read(row)
}

/** Zero runs in every state. */
export function noRuns(): RunCounts {
  return Object.fromEntries(runStatuses.map((status) => [status, 0])) as RunCounts
}

/** How many runs of a scope are in each state; for all runs ({}), without the trash. */
export function countRuns(db: Database, scope: Scope): RunCounts {
  const { sql, values } = scopeCondition(scope)
  const counts = noRuns()
  for (const { status, n } of db
    .prepare<unknown[], { status: RunStatus; n: number }>(
      `SELECT status, count(*) AS n FROM runs WHERE ${Object.keys(scope).length > 0 ? sql : isLive} GROUP BY status`,
    )
    .all(...values)) {
    counts[status] = n
  }
  return counts
}

/** How many runs wait for a trainer. */
export function countQueued(db: Database): number {
  return db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM runs WHERE status = 'queued' AND ${isLive}`).get()!.n
}

/** How many runs are queued, by provider. */
export function queuedByProvider(db: Database): Map<string, number> {
  const rows = db
    .prepare<[], { provider: string; n: number }>(
      `SELECT provider, count(*) AS n FROM runs WHERE status = 'queued' AND ${isLive} GROUP BY provider`,
    )
    .all()
  return new Map(rows.map(({ provider, n }) => [provider, n]))
}

/** How many runs have finished since a time. */
export function countFinishedSince(db: Database, at: number): number {
  return db
    .prepare<[number], { n: number }>(
      `SELECT count(*) AS n FROM runs INDEXED BY runsByEnd WHERE finishedAt >= ? AND status = 'finished'
         AND populationId IN (SELECT id FROM populations)`,
    )
    .get(at)!.n
}

/** The population and study of each of the runs, by run id. */
export function placesOfRuns(
  db: Database,
  runIds: readonly number[],
): Map<number, { populationId: number; studyId: number }> {
  const rows = db
    .prepare<[string], { id: number; populationId: number; studyId: number }>(
      `SELECT runs.id, populationId, studyId FROM runs JOIN populations ON populations.id = populationId
       WHERE runs.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(runIds))
  return new Map(rows.map(({ id, ...place }) => [id, place]))
}

/** Largest predicted memory among waiting and running runs; null if none has a prediction. */
export function largestPredictedPeakBytes(db: Database): number | null {
  return db
    .prepare<[], { peak: number | null }>(
      `SELECT max(predictedPeakBytes) AS peak FROM runs WHERE status IN ('queued', 'running') AND ${isLive}`,
    )
    .get()!.peak
}

/** The study that a run belongs to. */
export function studyOfRun(db: Database, runId: number): number {
  return db
    .prepare<[number], { studyId: number }>(
      'SELECT studyId FROM populations JOIN runs ON populations.id = runs.populationId WHERE runs.id = ?',
    )
    .get(runId)!.studyId
}

/**
 * Finished runs of a population beyond its best `count` that have weights and are not pinned. On equal errors the
 * earlier sample position is better. Excluded runs are neither ranked nor listed.
 */
export function weightsBehind(
  db: Database,
  populationId: number,
  count: number,
): { id: number; weightsPath: string }[] {
  return db
    .prepare<[number, number], { id: number; weightsPath: string | null; pinned: number }>(
      `SELECT id, weightsPath, pinned FROM runs WHERE populationId = ? AND status = 'finished' AND exclusion IS NULL
       ORDER BY errorPercent, position LIMIT -1 OFFSET ?`,
    )
    .all(populationId, count)
    .flatMap(({ id, weightsPath, pinned }) => (weightsPath === null || pinned ? [] : [{ id, weightsPath }]))
}

/** Stored paths of all weights that rows refer to. */
export function allWeightsPaths(db: Database): string[] {
  return db
    .prepare<[], { weightsPath: string }>('SELECT weightsPath FROM runs WHERE weightsPath IS NOT NULL')
    .all()
    .map(({ weightsPath }) => weightsPath)
}

/** Status, digest and exclusion of a population's runs in sample order. */
export function runDigests(db: Database, populationId: number): Pick<Run, 'status' | 'digest' | 'exclusion'>[] {
  return db
    .prepare<[number], Pick<Run, 'status' | 'digest' | 'exclusion'>>(
      'SELECT status, digest, exclusion FROM runs WHERE populationId = ? ORDER BY position',
    )
    .all(populationId)
}
