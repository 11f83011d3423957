import type { Database } from 'better-sqlite3'
import { bringingFingerprints } from './safety/fingerprints.ts'
import { listReleased } from './tables/released.ts'
import { durably } from './transactions.ts'

/**
 * Copies rows with their ids from a staged database into this one: first epochs and runs, the vast majority, in slices,
 * then everything that refers to them at once. Until then, epochs without a run and runs without a population are
 * invisible; the next start removes any left over.
 */

/** The tables with ids, and the last id each has assigned. */
export type LastIds = Record<(typeof tablesWithIds)[number], number>
export const tablesWithIds = ['studies', 'spaces', 'populations', 'runs', 'refinements', 'reports'] as const

/** Prefix of import folders; see mkdtemp. */
export const importPrefix = 'import-'

/** The tables copied in slices, in this order: key columns and rows per slice, which take some milliseconds. */
const sliced = {
  epochs: { key: ['runId', 'epoch'], perSlice: 4000 },
  runs: { key: ['id'], perSlice: 1000 },
} as const
type Sliced = keyof typeof sliced

/** The last ids that a database has assigned. */
export function lastIdsOf(db: Database, schema: 'main' | 'staged' = 'main'): LastIds {
  const rows = db.prepare<[], { name: string; seq: number }>(`SELECT name, seq FROM ${schema}.sqlite_sequence`).all()
  const last = new Map(rows.map(({ name, seq }) => [name, seq]))
  return Object.fromEntries(tablesWithIds.map((table) => [table, last.get(table) ?? 0])) as LastIds
}

/** Runs `use` with the database `file` attached as `staged` and returns its result. */
export function attached<T>(db: Database, file: string, use: () => T): T {
  db.prepare('ATTACH ? AS staged').run(file)
  try {
    return use()
  } finally {
    db.exec('DETACH staged')
  }
}

/**
 * Reserves the ids of the rows in `staged`, which follow `lastIds`, so that no other row gets them. Returns the last of
 * them; undefined if some were assigned in the meantime.
 */
export function reserveIds(db: Database, lastIds: LastIds): LastIds | undefined {
  return durably(db, () => {
    const now = lastIdsOf(db)
    if (tablesWithIds.some((table) => now[table] !== lastIds[table])) return undefined
    const reserved = lastIdsOf(db, 'staged')
    const has = db.prepare('SELECT 1 FROM main.sqlite_sequence WHERE name = ?')
    const change = db.prepare<[number, string]>('UPDATE main.sqlite_sequence SET seq = ? WHERE name = ?')
    const add = db.prepare<[number, string]>('INSERT INTO main.sqlite_sequence (seq, name) VALUES (?, ?)')
    for (const table of tablesWithIds) (has.get(table) ? change : add).run(reserved[table], table)
    return reserved
  })
}

/** Identifies a row of a table copied in slices. */
export interface SlicedKey {
  table: Sliced
  /** The values of its key columns. */
  key: number[]
}

/** Copies the next slice of rows of `staged` after `last`. Returns the last row copied; undefined when done. */
export function copySlice(db: Database, last?: SlicedKey): SlicedKey | undefined {
  const tables = Object.keys(sliced) as Sliced[]
  const from = last ? tables.indexOf(last.table) : 0
  for (const table of tables.slice(from)) {
    const copied = copySliceOf(db, table, last?.table === table ? last.key : sliced[table].key.map(() => -1))
    if (copied) return { table, key: copied }
  }
  return undefined
}

function copySliceOf(db: Database, table: Sliced, after: number[]): number[] | undefined {
  const { key, perSlice } = sliced[table]
  const keys = key.join(', ')
  const slice = `SELECT * FROM staged.${table} WHERE (${keys}) > (${key.map(() => '?').join(', ')})
    ORDER BY ${keys} LIMIT ${perSlice}`
  const end = db
    .prepare<number[], number[]>(
      `SELECT ${keys} FROM (${slice}) ORDER BY ${key.map((column) => `${column} DESC`).join(', ')} LIMIT 1`,
    )
    .raw()
    .get(...after)
  if (!end) return undefined
  withoutForeignKeys(db, () =>
    durably(db, () =>
      bringingFingerprints(db, table, () => {
        const columns = columnsOf(db, table)
        db.prepare(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM (${slice})`).run(...after)
        db.prepare(
          `INSERT INTO main.fingerprints SELECT known.* FROM (${slice}) AS row
             JOIN staged.fingerprints AS known ON ofTable = '${table}' AND ofRow = ${key.join(` || '/' || `)} || ''`,
        ).run(...after)
      }),
    ),
  )
  return end
}

/** Tables whose rows belong to runs. */
const ofRuns: readonly string[] = ['timings', 'inspections']

/** Copies all other rows of `staged`, giving the study another name; call within a transaction. */
export function copyOthers(db: Database, { name }: { name: string }): void {
  for (const table of ['studies', 'spaces', 'populations'] as const) copyTable(db, table, table === 'studies' && name)
  for (const table of ['refinements', 'reports', 'events', ...ofRuns]) copyTable(db, table)
}

/** Copies a table in the order of its rows; log events get new ids. `name` replaces the rows' names. */
function copyTable(db: Database, table: string, name: string | false = false): void {
  const columns = columnsOf(db, table, table === 'events' ? ['id'] : [])
  const values = name === false ? columns : columns.replace('"name"', '?')
  const sql = `INSERT INTO main.${table} (${columns}) SELECT ${values} FROM staged.${table} ORDER BY ${ofRuns.includes(table) ? 'runId' : 'id'}`
  db.prepare(sql).run(...(name === false ? [] : [name]))
}

/** A range of run ids. */
export interface IdRange {
  after: number
  upTo: number
}

/** The range of all ids. */
export const everyId: IdRange = { after: 0, upTo: Number.MAX_SAFE_INTEGER }

/** Removes some of the runs without a population and epochs without a run. Returns whether there were any. */
export function removeLoose(db: Database, { after, upTo }: IdRange): boolean {
  return withoutForeignKeys(db, () => {
    const runs = db
      .prepare(
        `DELETE FROM runs WHERE id IN (SELECT id FROM runs WHERE id > ? AND id <= ?
           AND populationId NOT IN (SELECT id FROM populations) LIMIT ${sliced.runs.perSlice})`,
      )
      .run(after, upTo)
    if (runs.changes > 0) return true
    const epochs = db
      .prepare(
        `DELETE FROM epochs WHERE (runId, epoch) IN
           (SELECT runId, epoch FROM epochs WHERE runId > ? AND runId <= ?
              AND runId NOT IN (SELECT id FROM runs) LIMIT ${sliced.epochs.perSlice})`,
      )
      .run(after, upTo)
    return epochs.changes > 0
  })
}

/** Whether rows of this table may precede their parents during an import. */
export const mayArriveFirst = (table: string): boolean => table in sliced

/** Whether an import is under way, or was when its lab died. */
export const isImporting = (db: Database): boolean => listReleased(db).some((path) => path.startsWith(importPrefix))

function withoutForeignKeys<T>(db: Database, write: () => T): T {
  db.pragma('foreign_keys = OFF')
  try {
    return write()
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

function columnsOf(db: Database, table: string, without: readonly string[] = []): string {
  const names = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  return names
    .filter((column) => !without.includes(column))
    .map((column) => `"${column}"`)
    .join(', ')
}
