import type { Database } from 'better-sqlite3'
import type { DetailLevel, RunRow } from '#shared/contract/runs.ts'

// Put together by SQLite, which writes JSON many times faster than it would be read into objects and written again.

const outlinePairs = `'id', id, 'populationId', populationId, 'position', position, 'flops', flops,
  'parameters', parameters, 'activations', activations, 'status', status, 'errorPercent', errorPercent`
const rowJson = `json_object(${outlinePairs}, 'network', json(network), 'reason', reason, 'epochs', coalesce(curves.epochs, 0), 'errorCurve', json(coalesce(curves.errors, '[]')),
  'durationMs', coalesce(curves.durationMs, 0), 'hasWeights', json(iif(weightsPath IS NULL, 'false', 'true')),
  'pinned', json(iif(pinned, 'true', 'false')), 'tags', json(tags), 'note', note)`

/** Rows of the runs whose ids `chosen` selects, as JSON. */
const rowsOf = (chosen: string) =>
  `WITH chosen AS MATERIALIZED (${chosen}),
     curves AS MATERIALIZED (
       SELECT runId, max(epoch) + 1 AS epochs, sum(durationMs) AS durationMs,
         json_group_array(coalesce(emaValidationErrorPercent, validationErrorPercent) ORDER BY epoch) AS errors
       FROM epochs WHERE runId IN (SELECT id FROM chosen) GROUP BY runId)
   SELECT ${rowJson} FROM chosen JOIN runs USING (id) LEFT JOIN curves ON curves.runId = id
   ORDER BY populationId, position`

/** Outlines of the same runs. */
const outlinesOf = (chosen: string) =>
  `SELECT json_object(${outlinePairs}) FROM runs WHERE id IN (${chosen}) ORDER BY populationId, position`

/** `ids` as one SQL value; see json_each. */
const listed = (ids: readonly number[]) => JSON.stringify(ids)
const array = (rows: readonly string[]) => `[${rows.join()}]`

export interface RunsPage {
  populationIds: readonly number[]
  after: number
  limit: number
  details: DetailLevel
}

/** The runs of populations by population and position, `limit` of them after the first `after`, as JSON. */
export function pageOfRuns(db: Database, { populationIds, after, limit, details }: RunsPage): string {
  const read = details === 'rows' ? rowsOf : outlinesOf
  const rows = db
    .prepare<[string, number, number], string>(
      read(
        `SELECT id FROM runs WHERE populationId IN (SELECT value FROM json_each(?))
         ORDER BY populationId, position LIMIT ? OFFSET ?`,
      ),
    )
    .pluck()
    .all(listed(populationIds), limit, after)
  return array(rows)
}

/** How many runs populations have. */
export function countRunsOf(db: Database, populationIds: readonly number[]): number {
  return db
    .prepare<[string], { n: number }>(
      'SELECT count(*) AS n FROM runs WHERE populationId IN (SELECT value FROM json_each(?))',
    )
    .get(listed(populationIds))!.n
}

/** Those of the listed runs that are there, by population and position. */
export function runRows(db: Database, runIds: readonly number[]): RunRow[] {
  const rows = db.prepare<[string], string>(rowsOf('SELECT value AS id FROM json_each(?)')).pluck().all(listed(runIds))
  return JSON.parse(array(rows)) as RunRow[]
}
