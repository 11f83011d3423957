import type { Database } from 'better-sqlite3'
import type { RunRow } from '#shared/contract/runs.ts'
import type { Network } from '#shared/networks/network.ts'

const columns = `id, populationId, position, network, flops, parameters, activations, status, errorPercent, reason,
  weightsPath IS NOT NULL AS hasWeights, pinned, tags, note`

type Row = Omit<RunRow, 'network' | 'tags' | 'hasWeights' | 'pinned' | 'epochs' | 'errorCurve' | 'durationMs'> & {
  network: string
  tags: string
  hasWeights: number
  pinned: number
}

/** `ids` as one SQL value; see json_each. */
const listed = (ids: readonly number[]) => JSON.stringify(ids)

/** The runs of populations by population and position, `limit` of them after the first `after`. */
export function pageOfRuns(db: Database, populationIds: readonly number[], after: number, limit: number): RunRow[] {
  const rows = db
    .prepare<[string, number, number], Row>(
      `SELECT ${columns} FROM runs WHERE populationId IN (SELECT value FROM json_each(?))
       ORDER BY populationId, position LIMIT ? OFFSET ?`,
    )
    .all(listed(populationIds), limit, after)
  return withCurves(db, rows)
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
  const rows = db
    .prepare<[string], Row>(
      `SELECT ${columns} FROM runs WHERE id IN (SELECT value FROM json_each(?)) ORDER BY populationId, position`,
    )
    .all(listed(runIds))
  return withCurves(db, rows)
}

interface Curve {
  errors: number[]
  epochs: number
  durationMs: number
}

function withCurves(db: Database, rows: readonly Row[]): RunRow[] {
  const curves = readCurves(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map(({ network, tags, hasWeights, pinned, ...row }) => {
    const curve = curves.get(row.id)
    return {
      ...row,
      network: JSON.parse(network) as Network,
      tags: JSON.parse(tags) as string[],
      hasWeights: hasWeights !== 0,
      pinned: pinned !== 0,
      epochs: curve?.epochs ?? 0,
      errorCurve: curve?.errors ?? [],
      durationMs: curve?.durationMs ?? 0,
    }
  })
}

function readCurves(db: Database, runIds: readonly number[]): Map<number, Curve> {
  const curves = new Map<number, Curve>()
  const epochs = db
    .prepare<[string], [number, number, number, number]>(
      `SELECT runId, epoch, coalesce(emaValidationErrorPercent, validationErrorPercent), durationMs FROM epochs
       WHERE runId IN (SELECT value FROM json_each(?)) ORDER BY runId, epoch`,
    )
    .raw()
  for (const [runId, epoch, error, durationMs] of epochs.iterate(listed(runIds))) {
    const curve = curves.get(runId)
    if (curve) {
      curve.errors.push(error)
      curve.epochs = epoch + 1
      curve.durationMs += durationMs
    } else curves.set(runId, { errors: [error], epochs: epoch + 1, durationMs })
  }
  return curves
}
