import Database from 'better-sqlite3'
import { migrate, type Migration } from '../migrate.ts'

/** An entry of sqlite_schema. */
interface Entry {
  rowid: number
  type: string
  name: string
  tbl_name: string
  sql: string | null
}

const entriesOf = (db: Database.Database) =>
  db.prepare<[], Entry>('SELECT rowid, type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid').all()
const described = ({ type, name, tbl_name, sql }: Entry) => `${type} ${name} ${tbl_name} ${sql ?? ''}`

/** The schema entries right after `migrations`. */
function entriesAfter(migrations: readonly Migration[]): Entry[] {
  const db = new Database(':memory:')
  try {
    migrate(db, migrations)
    return entriesOf(db)
  } finally {
    db.close()
  }
}

/**
 * The name of a schema entry that differs from `migrations`; undefined if none. SQLite silently accepts changed column
 * names.
 */
export function changedSchema(db: Database.Database, migrations: readonly Migration[]): string | undefined {
  const expected = new Set(entriesAfter(migrations).filter(isOwn).map(described))
  const found = entriesOf(db).filter(isOwn)
  return found.find((entry) => !expected.has(described(entry)))?.name ?? missing(found, expected)
}

function missing(found: readonly Entry[], expected: ReadonlySet<string>): string | undefined {
  const there = new Set(found.map(described))
  return [...expected].find((entry) => !there.has(entry))?.split(' ')[1]
}

/** SQLite's own entries (planner statistics) come and go. */
const isOwn = ({ name }: Entry) => !name.startsWith('sqlite_stat')

/** Overwrites the schema of a damaged database with that of `migrations`, as far as entries can be matched. */
export function repairSchema(db: Database.Database, migrations: readonly Migration[]): void {
  db.unsafeMode(true)
  db.pragma('writable_schema = ON')
  try {
    const found = entriesOf(db).filter(isOwn)
    const expected = entriesAfter(migrations).filter(isOwn)
    const names = new Set(expected.map(({ name }) => name))
    const byName = new Map(found.map((entry) => [entry.name, entry]))
    const strangers = found.filter(({ name }) => !names.has(name))
    const update = db.prepare('UPDATE sqlite_schema SET type = ?, name = ?, tbl_name = ?, sql = ? WHERE rowid = ?')
    for (const { type, name, tbl_name, sql } of expected) {
      const entry = byName.get(name) ?? strangers.shift()
      if (entry) update.run(type, name, tbl_name, sql, entry.rowid)
    }
  } finally {
    db.pragma('writable_schema = RESET')
    db.unsafeMode(false)
  }
}
