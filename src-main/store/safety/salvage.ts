import Database from 'better-sqlite3'
import { closeSync, copyFileSync, existsSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fingerprint, keepFingerprints, withoutFingerprint } from './fingerprints.ts'
import { migrate, type Migration } from '../migrate.ts'
import { repairSchema } from './schemaText.ts'

type Row = Record<string, unknown>

/**
 * Creates a database in `folder` with every row of a damaged one that is readable and matches its fingerprint. Works on
 * copies of the damaged file and its log. Returns its path; empty without `damaged`.
 */
export function salvage(damaged: string | null, folder: string, migrations: readonly Migration[]): string {
  const path = join(folder, 'lab.sqlite')
  const into = new Database(path)
  try {
    migrate(into, migrations)
    keepFingerprints(into)
    if (damaged !== null && existsSync(damaged))
      copyReadable(copyOf(damaged, join(folder, 'damaged')), into, migrations)
    replaceLostParents(into)
    removeDangling(into)
  } finally {
    into.close()
  }
  return path
}

function copyOf(file: string, prefix: string): string {
  const copy = `${prefix}-${basename(file)}`
  for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end)
  extend(copy)
  return copy
}

/** Extends a truncated file to the length in its header: SQLite reads nothing of a shorter one. */
function extend(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    const header = new DataView(new ArrayBuffer(100))
    if (readSync(descriptor, header, 0, 100, 0) < 100) return
    const written = header.getUint16(16)
    // In the format, 1 stands for 65536.
    const bytes = (written === 1 ? 65_536 : written) * header.getUint32(28)
    const { size } = fstatSync(descriptor)
    if (size < bytes && bytes <= mostExtended(size)) ftruncateSync(descriptor, bytes)
  } finally {
    closeSync(descriptor)
  }
}

/** A header claiming much more is damaged itself. Appended bytes take no space on most file systems. */
const mostExtended = (size: number): number => 1000 * Math.max(size, 2 ** 20)

function copyReadable(file: string, into: Database.Database, migrations: readonly Migration[]): void {
  let from: Database.Database | undefined
  try {
    from = new Database(file)
    const damaged = from
    const version = attempt(() => damaged.pragma('user_version', { simple: true }) as number)
    const known = version !== undefined && version > 0 && version <= migrations.length ? version : migrations.length
    attempt(() => repairSchema(damaged, migrations.slice(0, known)))
    migrate(from, migrations)
  } catch {
    // Continue with whatever can be read in the existing format.
  }
  if (!from) return
  try {
    into.pragma('foreign_keys = OFF')
    for (const table of tablesOf(into)) copyTable(from, into, table)
  } finally {
    from.close()
  }
}

function tablesOf(db: Database.Database): string[] {
  return db
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         AND name NOT IN ('fingerprints', 'trainers')`,
    )
    .all()
    .map(({ name }) => name)
}

interface Column {
  name: string
  pk: number
}

function copyTable(from: Database.Database, into: Database.Database, table: string): void {
  const columnsOf = (db: Database.Database) =>
    db.prepare<[string], Column>('SELECT name, pk FROM pragma_table_info(?)').all(table)
  const wanted = columnsOf(into)
  // Those of an older version, where it could not be brought to this one: its fingerprints are over all of them.
  const found = attempt(() => columnsOf(from)) ?? []
  const columns = found.length > 0 ? found : wanted
  const kept = wanted.filter(({ name }) => columns.some((column) => column.name === name))
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const put = into.prepare(
    `INSERT OR IGNORE INTO "${table}" (${kept.map(({ name }) => `"${name}"`).join(', ')})
     VALUES (${kept.map(() => '?').join(', ')})`,
  )
  const known = attempt(() =>
    from.prepare<[string, string], { value: number }>('SELECT value FROM fingerprints WHERE ofTable = ? AND ofRow = ?'),
  )
  const isSound = (row: Row, values: readonly unknown[]): boolean => {
    const found = attempt(() => ({ row: known!.get(table, key.map(({ name }) => String(row[name])).join('/')) }))
    // If the fingerprint is unreadable too, at least leave out what could not be read later.
    if (!found || withoutFingerprint.has(table))
      return columns.every(({ name }) => !jsonColumns.has(name) || isJson(row[name]))
    return found.row?.value === fingerprint(...values)
  }
  const take = (rows: readonly Row[]) => {
    for (const row of rows) {
      const values = columns.map(({ name }) => row[name])
      if (isSound(row, values)) attempt(() => put.run(...kept.map(({ name }) => row[name])))
    }
  }
  into.transaction(() => readAll(from, table, names, key[0]!.name, take))()
}

/** Columns of any table that contain JSON or null. */
const jsonColumns = new Set([
  ...['definition', 'plan', 'designSpace', 'recipe', 'dataset', 'keepWeights', 'network', 'draw', 'environment'],
  ...['recipeDraw'],
  ...['tags', 'data', 'state', 'document', 'spec', 'contents', 'conditions', 'origin', 'ending'],
])

function isJson(value: unknown): boolean {
  if (value === null) return true
  return attempt(() => (JSON.parse(value as string), true)) ?? false
}

/** Maximum number of halvings; beyond that the search finds little for its time. */
const halvings = 50_000

/**
 * Passes on every readable row: all at once or, around a damaged page, by bisecting the range of the first primary key
 * column down to single values.
 */
function readAll(
  db: Database.Database,
  table: string,
  names: string,
  first: string,
  take: (rows: readonly Row[]) => void,
): void {
  const all = attempt(() => db.prepare<[], Row>(`SELECT ${names} FROM "${table}" NOT INDEXED`).all())
  if (all) {
    take(all)
    return
  }
  const range = attempt(() =>
    db.prepare<unknown[], Row>(`SELECT ${names} FROM "${table}" WHERE "${first}" BETWEEN ? AND ?`),
  )
  if (!range) return
  let left = halvings
  const read = (low: number, high: number): void => {
    if (left-- <= 0) return
    const rows = attempt(() => range.all(low, high))
    if (rows) take(rows)
    if (rows || low >= high) return
    const middle = Math.floor((low + high) / 2)
    read(low, middle)
    read(middle + 1, high)
  }
  // Ids are assigned in order from 1, so the largest assigned one bounds the range.
  read(0, largestId(db, table))
}

function largestId(db: Database.Database, table: string): number {
  const given = attempt(
    () => db.prepare<[string], { seq: number }>('SELECT seq FROM sqlite_sequence WHERE name = ?').get(table)?.seq,
  )
  return given ?? 2 ** 20
}

/**
 * Recreates lost spaces and studies of surviving populations. A population contains its space's definition and its
 * plan, from which they are rebuilt; other data about them is lost.
 */
function replaceLostParents(db: Database.Database): void {
  db.exec(`
    INSERT INTO studies (id, name, definition, plan, classes, createdAt)
      SELECT studyId, 'Study ' || studyId || ' (recovered)', 'null', max(plan),
        (SELECT max(network ->> '$.classes') FROM runs WHERE runs.populationId IN
          (SELECT id FROM populations AS own WHERE own.studyId = populations.studyId)), min(createdAt)
      FROM populations WHERE studyId NOT IN (SELECT id FROM studies) GROUP BY studyId;
    INSERT INTO spaces (id, studyId, definition, state, createdAt)
      SELECT spaceId, studyId, designSpace, 'draft', min(createdAt) FROM populations
      WHERE spaceId NOT IN (SELECT id FROM spaces) AND designSpace <> 'null' GROUP BY spaceId;
    UPDATE spaces SET parentId = NULL WHERE parentId NOT IN (SELECT id FROM spaces);
  `)
}

/** Removes rows that refer to unreadable ones. */
function removeDangling(db: Database.Database): void {
  interface Loose {
    table: string
    rowid: number | null
    fkid: number
  }
  db.pragma('foreign_keys = OFF')
  // Removing one row may orphan others.
  for (;;) {
    const loose = db.pragma('foreign_key_check') as Loose[]
    const before = db.prepare<[], { n: number }>('SELECT total_changes() AS n').get()!.n
    for (const { table, rowid, fkid } of loose)
      if (rowid !== null) db.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(rowid)
      else removeLoose(db, table, fkid)
    if (db.prepare<[], { n: number }>('SELECT total_changes() AS n').get()!.n === before) return
  }
}

/** As removeDangling for a table without rowids, whose rows the check does not name. */
function removeLoose(db: Database.Database, table: string, id: number): void {
  const key = (
    db.pragma(`foreign_key_list("${table}")`) as { id: number; table: string; from: string; to: string }[]
  ).find((found) => found.id === id)!
  db.exec(`DELETE FROM "${table}" WHERE "${key.from}" NOT IN (SELECT "${key.to}" FROM "${key.table}")`)
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
