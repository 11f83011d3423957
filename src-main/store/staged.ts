import type { Database } from 'better-sqlite3'
import { bringingFingerprints } from './fingerprints.ts'
import { listReleased } from './released.ts'
import { durably } from './transactions.ts'

/**
 * Takes rows with their ids from another database, of which they are the only ones, into this one: first epochs, which are
 * by far the most, some at a time, and then everything that names or shows them at once. Epochs without a run are seen by
 * nobody; the next start removes them.
 */

/** The tables whose rows have ids, and the last id that each has given. */
export type LastIds = Record<(typeof tablesWithIds)[number], number>
export const tablesWithIds = ['studies', 'spaces', 'populations', 'runs', 'refinements', 'reports'] as const

/** What the names of folders begin with in which lie what is imported; see mkdtemp. */
export const importPrefix = 'import-'

/** Rows that are written without a break: some milliseconds. */
const perSlice = 4000

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

/** Names an epoch. */
export interface EpochKey {
  runId: number
  epoch: number
}

/** Copies the epochs of `staged` that come next after `last`. The last of them; undefined: there are none any more. */
export function copyEpochs(db: Database, last: EpochKey = { runId: 0, epoch: -1 }): EpochKey | undefined {
  const slice = `SELECT * FROM staged.epochs WHERE (runId, epoch) > (?, ?) ORDER BY runId, epoch LIMIT ${perSlice}`
  const from: [number, number] = [last.runId, last.epoch]
  const end = db
    .prepare<[number, number], EpochKey>(`SELECT runId, epoch FROM (${slice}) ORDER BY runId DESC, epoch DESC LIMIT 1`)
    .get(...from)
  if (!end) return undefined
  withoutForeignKeys(db, () =>
    durably(db, () =>
      bringingFingerprints(db, 'epochs', () => {
        const columns = columnsOf(db, 'epochs')
        db.prepare(`INSERT INTO main.epochs (${columns}) SELECT ${columns} FROM (${slice})`).run(...from)
        db.prepare(
          `INSERT INTO main.fingerprints SELECT known.* FROM (${slice}) AS epoch
             JOIN staged.fingerprints AS known ON ofTable = 'epochs' AND ofRow = runId || '/' || epoch`,
        ).run(...from)
      }),
    ),
  )
  return end
}

/** Copies all other rows of `staged`, the study under another name; in a transaction. */
export function copyOthers(db: Database, { name }: { name: string }): void {
  for (const table of ['studies', 'spaces', 'populations'] as const) copyTable(db, table, table === 'studies' && name)
  bringingFingerprints(db, 'runs', () => {
    copyTable(db, 'runs')
    db.exec(`INSERT INTO main.fingerprints SELECT * FROM staged.fingerprints WHERE ofTable = 'runs'`)
  })
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

/** Removes some of the epochs of runs that are not there. Whether there were any. */
export function removeLooseEpochs(db: Database, { after, upTo }: IdRange): boolean {
  const { changes } = withoutForeignKeys(db, () =>
    db
      .prepare(
        `DELETE FROM epochs WHERE (runId, epoch) IN
           (SELECT runId, epoch FROM epochs WHERE runId > ? AND runId <= ?
              AND runId NOT IN (SELECT id FROM runs) LIMIT ${perSlice})`,
      )
      .run(after, upTo),
  )
  return changes > 0
}

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
