import type { Database } from 'better-sqlite3'
import type { ReportedEpoch } from '#shared/contract/reportedEpoch.ts'
import { epochFields, metricsOf, type EpochMetrics, type EpochReport } from '#shared/training/epochMetrics.ts'
import { scopeCondition, type Scope } from './scope.ts'

const columns = epochFields.join(', ')

type Row = EpochReport & { runId: number }

/** SQL for the error of an epoch that counts; see epochError of the metrics. */
export const epochErrorSql = 'coalesce(emaValidationErrorPercent, validationErrorPercent)'

/** Stores an epoch's metrics; an epoch repeated after a resume replaces its row. */
export function putEpoch(db: Database, runId: number, metrics: EpochMetrics): void {
  putEpochs(db, runId, [metrics])
}

/** As putEpoch for several epochs. */
export function putEpochs(db: Database, runId: number, epochs: readonly EpochMetrics[]): void {
  const put = db.prepare(
    `INSERT OR REPLACE INTO epochs (runId, ${columns})
     VALUES (@runId, ${epochFields.map((column) => `@${column}`).join(', ')})`,
  )
  for (const metrics of epochs) put.run({ runId, ...metrics })
  updateRunProgress(db, runId)
}

/** Updates the run's row with its progress. */
function updateRunProgress(db: Database, runId: number): void {
  db.prepare(
    `UPDATE runs SET (epochsDone, lowestErrorPercent, durationMs) =
       (SELECT coalesce(max(epoch) + 1, 0), min(${epochErrorSql}), coalesce(sum(durationMs), 0)
        FROM epochs WHERE runId = runs.id)
     WHERE id = ?`,
  ).run(runId)
}

/** The epochs of each run of a scope, by run id; runs without an epoch are absent. */
export function listEpochs(db: Database, scope: Scope): Map<number, EpochMetrics[]> {
  const { sql, values } = scopeCondition(scope)
  const rows = db
    .prepare<unknown[], Row>(
      `SELECT runId, ${columns} FROM epochs WHERE runId IN (SELECT id FROM runs WHERE ${sql})
       ORDER BY runId, epoch`,
    )
    .all(...values)
  const byRun = new Map<number, EpochMetrics[]>()
  for (const { runId, ...row } of rows) {
    const metrics = metricsOf(row)
    const epochs = byRun.get(runId)
    if (epochs) epochs.push(metrics)
    else byRun.set(runId, [metrics])
  }
  return byRun
}

/** The reports of epochs, each with how far its run was before, in the order asked for; undefined: it is not there. */
export function reportedEpochs(
  db: Database,
  requested: readonly { runId: number; epoch: number }[],
): (ReportedEpoch | undefined)[] {
  const rows = db
    .prepare<[string], ReportedEpoch & { place: number }>(
      `SELECT requested.key AS place, ${columns}, coalesce(
         (SELECT max(epoch) + 1 FROM epochs AS earlier WHERE earlier.runId = epochs.runId AND earlier.epoch < epochs.epoch),
         0) AS "before"
       FROM json_each(?) AS requested
       JOIN epochs ON epochs.runId = requested.value ->> '$.runId' AND epochs.epoch = requested.value ->> '$.epoch'`,
    )
    .all(JSON.stringify(requested))
  const reports = new Map(rows.map(({ place, ...report }) => [place, report]))
  return requested.map((_, place) => reports.get(place))
}

/** Removes the epochs of a run that starts anew. */
export function deleteEpochs(db: Database, runId: number): void {
  db.prepare('DELETE FROM epochs WHERE runId = ?').run(runId)
  updateRunProgress(db, runId)
}

/** The errors in percent of a population's runs after these numbers of epochs, by run and number; those measured. */
export function errorsAfter(
  db: Database,
  populationId: number,
  epochs: readonly number[],
): Map<number, Map<number, number>> {
  const rows = db
    .prepare<[number, string], { runId: number; epoch: number; error: number | null }>(
      `SELECT runId, epoch + 1 AS epoch, ${epochErrorSql} AS error FROM epochs
       WHERE runId IN (SELECT id FROM runs WHERE populationId = ?) AND epoch + 1 IN (SELECT value FROM json_each(?))`,
    )
    .all(populationId, JSON.stringify(epochs))
  const found = new Map<number, Map<number, number>>()
  for (const { runId, epoch, error } of rows) {
    if (error !== null) found.set(runId, (found.get(runId) ?? new Map<number, number>()).set(epoch, error))
  }
  return found
}
