import type { Database } from 'better-sqlite3'
import type { CurvedRun, DetailLevel } from '#shared/contract/runs.ts'

// Put together by SQLite, which writes JSON many times faster than it would be read into objects and written again.

const outlinePairs = `'id', id, 'populationId', populationId, 'position', position, 'flops', flops,
  'parameters', parameters, 'activations', activations, 'status', status, 'errorPercent', errorPercent`
const rowPairs = `${outlinePairs}, 'reason', reason, 'epochs', coalesce(done.epochs, 0),
  'lowestErrorPercent', done.lowest, 'durationMs', coalesce(done.durationMs, 0),
  'hasWeights', json(iif(weightsPath IS NULL, 'false', 'true')), 'pinned', json(iif(pinned, 'true', 'false')),
  'tags', json(tags), 'note', note`
const curvePair = `'errorCurve', json(coalesce(done.errors, '[]'))`

const epochError = 'coalesce(emaValidationErrorPercent, validationErrorPercent)'
const curve = `json_group_array(${epochError} ORDER BY epoch) AS errors`

/** The network is JSON already, and is half of a row. */
const withNetwork = (pairs: string) => `'{"network":' || network || ',' || substr(json_object(${pairs}), 2)`

const withEpochs = (chosen: string, pairs: string, more = '') =>
  `WITH chosen AS MATERIALIZED (${chosen}),
     done AS MATERIALIZED (
       SELECT runId, max(epoch) + 1 AS epochs, sum(durationMs) AS durationMs, min(${epochError}) AS lowest${more}
       FROM epochs WHERE runId IN (SELECT id FROM chosen) GROUP BY runId)
   SELECT ${withNetwork(pairs)} FROM chosen JOIN runs USING (id) LEFT JOIN done ON done.runId = id
   ORDER BY populationId, position`

/** What is read, as JSON, of the runs whose ids `chosen` selects. */
const readings: Record<DetailLevel, (chosen: string) => string> = {
  outlines: (chosen) =>
    `SELECT json_object(${outlinePairs}) FROM runs WHERE id IN (${chosen}) ORDER BY populationId, position`,
  rows: (chosen) => withEpochs(chosen, rowPairs),
  curves: (chosen) => withEpochs(chosen, `${rowPairs}, ${curvePair}`, `, ${curve}`),
}

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
  const rows = db
    .prepare<[string, number, number], string>(
      readings[details](
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
export function runRows(db: Database, runIds: readonly number[]): CurvedRun[] {
  const read = readings.curves('SELECT value AS id FROM json_each(?)')
  return JSON.parse(array(db.prepare<[string], string>(read).pluck().all(listed(runIds)))) as CurvedRun[]
}
