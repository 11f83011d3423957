import type { Database } from 'better-sqlite3'
import { bringingFingerprints } from './safety/fingerprints.ts'
import { listReleased } from './tables/released.ts'
import { durably } from './transactions.ts'

/**
 * Takes rows with their ids from another database, of which they are the only ones, into this one: first epochs and runs,
 * which are by far the most, some at a time, and then everything that names or shows them at once. Epochs without a run and
 * runs without a population are seen by nobody; the next start removes them.
 */

/** The tables whose rows have ids, and the last id that each has given. */
export type LastIds = Record<(typeof tablesWithIds)[number], number>
export const tablesWithIds = ['studies', 'spaces', 'populations', 'runs', 'refinements', 'reports'] as const

/** What the names of folders begin with in which lie what is imported; see mkdtemp. */
export const importPrefix = 'import-'

/** The tables whose rows come some at a time, in this order: by which columns, and how many in some milliseconds. */
const sliced = {
  epochs: { key: ['runId', 'epoch'], perSlice: 4000 },
  runs: { key: ['id'], perSlice: 1000 },
} as const
type Sliced = keyof typeof sliced

/** The last ids that a database has given. */
export function lastIdsOf(db: Database, schema: 'main' | 'staged' = 'main'): LastIds {
  const rows = db.prepare<[], { name: string; seq: number }>(`SELECT name, seq FROM ${schema}.sqlite_sequence`).all()
  const last = new Map(rows.map(({ name, seq }) => [name, seq]))
  return Object.fromEntries(tablesWithIds.map((table) => [table, last.get(table) ?? 0])) as LastIds
}

/** What `use` returns while the database `file` is attached as `staged`. */
export function attached<T>(db: Database, file: string, use: () => T): T {
  db.prepare('ATTACH ? AS staged').run(file)
  try {
    return use()
  } finally {
    db.exec('DETACH staged')
  }
}

/**
 * Reserves the ids of the rows in `staged`, which come after `lastIds`: nothing else gets them from now on. The last of
 * them; undefined: others have got some.
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

/** Names a row of a table that comes in slices. */
export interface SlicedKey {
  table: Sliced
  /** Of the columns of its key. */
  key: number[]
}

/** Copies the rows of `staged` that come next after `last`. The last of them; undefined: there are none any more. */
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

/** Copies all other rows of `staged`, the study under another name; in a transaction. */
export function copyOthers(db: Database, { name }: { name: string }): void {
  for (const table of ['studies', 'spaces', 'populations'] as const) copyTable(db, table, table === 'studies' && name)
  for (const table of ['refinements', 'reports', 'events'] as const) copyTable(db, table)
}

/** Copies a table in the order of its ids; lines of the log get new ones. `name`: another than the rows have. */
function copyTable(db: Database, table: string, name: string | false = false): void {
  const columns = columnsOf(db, table, table === 'events' ? ['id'] : [])
  const values = name === false ? columns : columns.replace('"name"', '?')
  const sql = `INSERT INTO main.${table} (${columns}) SELECT ${values} FROM staged.${table} ORDER BY id`
  db.prepare(sql).run(...(name === false ? [] : [name]))
}

/** Ids of runs. */
export interface IdRange {
  after: number
  upTo: number
}

/** All that there may be. */
export const everyId: IdRange = { after: 0, upTo: Number.MAX_SAFE_INTEGER }

/** Removes some of the runs whose population is not there, and of the epochs whose run is not. Whether there were any. */
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

/** Whether rows of this table may be there before what they belong to: while an import is under way. */
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
