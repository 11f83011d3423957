import type { Database } from 'better-sqlite3'
import { crc32 } from 'node:zlib'

/**
 * The fingerprint of each row, maintained by triggers in a separate table, detects what SQLite cannot: a flipped bit in
 * a value, a missing row, a change by another program.
 */

/** The schema version since which rows have fingerprints and a lab's folder has a mark. */
export const fingerprintsSince = 5

/** Tables without fingerprints: transient data of this start, and the fingerprints themselves. */
export const withoutFingerprint: ReadonlySet<string> = new Set(['trainers', 'released', 'fingerprints'])

interface Table {
  name: string
  columns: string[]
  /** The primary key columns. */
  key: string[]
}

/** A row that differs from what was written. `key`: its primary key values, separated by `/`. */
export interface ChangedRow {
  table: string
  key: string
}

/** Makes this connection update the fingerprint of every row it writes. */
export function keepFingerprints(db: Database): void {
  addFunction(db)
  // REPLACE deletes rows, which otherwise does not fire triggers.
  db.pragma('recursive_triggers = ON')
  for (const table of tablesOf(db)) db.exec(triggersOf(table))
}

/**
 * Runs `write`, which inserts rows into `table` together with their fingerprints, within a transaction; returns its
 * result.
 */
export function bringingFingerprints<T>(db: Database, table: string, write: () => T): T {
  db.exec(`DROP TRIGGER temp.${quote(`${table} INSERT`)}`)
  const result = write()
  for (const found of tablesOf(db)) if (found.name === table) db.exec(triggersOf(found))
  return result
}

/** Recomputes the fingerprints of all rows: after a migration, which fires no triggers. */
export function takeFingerprints(db: Database): void {
  addFunction(db)
  db.transaction(() => {
    db.exec('DELETE FROM fingerprints')
    for (const { name, columns, key } of tablesOf(db))
      db.exec(
        `INSERT INTO fingerprints (ofTable, ofRow, value)
         SELECT '${name}', ${keyOf(key)}, fingerprint(${quoted(columns)}) FROM ${quote(name)}`,
      )
  })()
}

/** At most `limit` rows that were changed, removed or added outside this program. */
export function changedRows(db: Database, limit: number): ChangedRow[] {
  addFunction(db)
  const found: ChangedRow[] = []
  for (const { name, columns, key } of tablesOf(db)) {
    const rows = db
      .prepare<[number], { key: string }>(
        `SELECT key FROM (SELECT ${keyOf(key)} AS key, fingerprint(${quoted(columns)}) AS now FROM ${quote(name)})
           LEFT JOIN fingerprints ON ofTable = '${name}' AND ofRow = key
         WHERE value IS NOT now
         UNION ALL
         SELECT ofRow FROM fingerprints
         WHERE ofTable = '${name}' AND ofRow NOT IN (SELECT ${keyOf(key)} FROM ${quote(name)})
         LIMIT ?`,
      )
      .all(limit - found.length)
    found.push(...rows.map((row) => ({ table: name, key: row.key })))
    if (found.length >= limit) break
  }
  return found
}

function addFunction(db: Database): void {
  db.function('fingerprint', { varargs: true, deterministic: true }, fingerprint)
}

/** CRC-32 of a row's values with their types, in column order. */
export function fingerprint(...values: unknown[]): number {
  return crc32(values.map(written).join('\u{1f}'))
}

function written(value: unknown): string {
  if (typeof value === 'number') return `n${value}`
  if (value === null) return '-'
  if (typeof value === 'string') return `s${value}`
  return `b${crc32(value as Buffer)}`
}

function tablesOf(db: Database): Table[] {
  const names = db
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all()
  return names.flatMap(({ name }) => {
    if (withoutFingerprint.has(name)) return []
    const columns = db
      .prepare<[string], { name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?)')
      .all(name)
    const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
    return [{ name, columns: namesOf(columns), key: key.length > 0 ? namesOf(key) : ['rowid'] }]
  })
}

const namesOf = (columns: readonly { name: string }[]) => columns.map(({ name }) => name)

function triggersOf({ name, columns, key }: Table): string {
  const put = `INSERT OR REPLACE INTO fingerprints (ofTable, ofRow, value)
    VALUES ('${name}', ${keyOf(key, 'NEW')}, fingerprint(${quoted(columns, 'NEW')}));`
  const remove = `DELETE FROM fingerprints WHERE ofTable = '${name}' AND ofRow = ${keyOf(key, 'OLD')};`
  const on = (event: string, does: string) =>
    `CREATE TEMP TRIGGER IF NOT EXISTS ${quote(`${name} ${event}`)} AFTER ${event} ON main.${quote(name)} BEGIN ${does} END;`
  return on('INSERT', put) + on('UPDATE', remove + put) + on('DELETE', remove)
}

const quote = (name: string) => `"${name}"`
const from = (row?: string) => (row === undefined ? '' : `${row}.`)
const quoted = (columns: readonly string[], row?: string) => columns.map((name) => from(row) + quote(name)).join(', ')
/** The key of a row as one text. */
const keyOf = (key: readonly string[], row?: string) =>
  key.map((name) => from(row) + quote(name)).join(` || '/' || `) + (key.length === 1 ? ` || ''` : '')
