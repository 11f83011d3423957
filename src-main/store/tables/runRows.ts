import type { Database } from 'better-sqlite3'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import { networkPacker, packDraw, packedFields, packedText } from '#shared/contract/packedRuns.ts'
import type { CurvedRun, DetailLevel, RunCourse, RunRow } from '#shared/contract/runs.ts'
import type { Network } from '#shared/networks/network.ts'
import { epochErrorSql } from './epochs.ts'

// Rows are assembled by SQLite, which writes JSON many times faster than JavaScript parses and serialises it.

type Field = Exclude<keyof RunRow | keyof RunCourse, 'network' | 'draw'>

/** SQL expression of a run's field, where it is not a column of the same name. */
const expressions: Partial<Record<Field, string>> = {
  epochs: 'epochsDone',
  errorCurve: `json(coalesce(origin -> '$.errorCurve', (SELECT json_group_array(${epochErrorSql} ORDER BY epoch) FROM epochs WHERE runId = runs.id)))`,
  hasWeights: `json(iif(weightsPath IS NULL, 'false', 'true'))`,
  pinned: `json(iif(pinned, 'true', 'false'))`,
  reason: 'json(reason)',
  recipeDraw: 'json(recipeDraw)',
  tags: 'json(tags)',
}
const expression = (field: Field) => expressions[field] ?? field

export interface RunsPage {
  populationIds: readonly number[]
  after: number
  limit: number
  details: DetailLevel
}

/** `ids` as one SQL value; see json_each. */
const listed = (ids: readonly number[]) => JSON.stringify(ids)

/** The runs of populations by population and position, `limit` of them after the first `after`; see unpackRuns. */
export function pageOfRuns(db: Database, { populationIds, after, limit, details }: RunsPage): string {
  const cells = `json_array(${packedFields[details].map(expression).join(', ')})`
  const rows = db
    .prepare<[string, number, number], [cells: string, network: string, draw: string | null]>(
      `SELECT ${cells}, ${details === 'rows' ? 'network, draw' : `'', NULL`} FROM runs
       WHERE populationId IN (SELECT value FROM json_each(?)) ORDER BY populationId, position LIMIT ? OFFSET ?`,
    )
    .raw()
    .all(listed(populationIds), limit, after)
  if (details !== 'rows') return packedText(rows.map(([text]) => text))
  const { pack, frames } = networkPacker()
  const whole = rows.map(([text, network, draw]) => {
    const ends = [pack(JSON.parse(network) as Network), draw === null ? null : packDraw(JSON.parse(draw) as Draw)]
    return `${text.slice(0, -1)},${JSON.stringify(ends).slice(1)}`
  })
  return packedText(whole, frames())
}

/** How many runs the populations have. */
export function countRunsOf(db: Database, populationIds: readonly number[]): number {
  return db
    .prepare<[string], { n: number }>(
      'SELECT count(*) AS n FROM runs WHERE populationId IN (SELECT value FROM json_each(?))',
    )
    .get(listed(populationIds))!.n
}

const curvedFields: readonly Field[] = [...packedFields.rows, 'errorCurve']
const curvedObject = `json_object(${curvedFields.map((field) => `'${field}', ${expression(field)}`).join(', ')})`

/** The existing ones of the listed runs, by population and position. */
export function runRows(db: Database, runIds: readonly number[]): CurvedRun[] {
  return db
    .prepare<[string], [run: string, network: string, draw: string | null]>(
      `SELECT ${curvedObject}, network, draw FROM runs WHERE id IN (SELECT value FROM json_each(?))
       ORDER BY populationId, position`,
    )
    .raw()
    .all(listed(runIds))
    .map(([run, network, draw]) => ({
      ...(JSON.parse(run) as Omit<CurvedRun, 'network' | 'draw'>),
      network: JSON.parse(network) as Network,
      draw: draw === null ? null : (JSON.parse(draw) as Draw),
    }))
}
