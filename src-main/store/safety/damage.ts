import Database from 'better-sqlite3'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { lastEventId } from '../tables/events.ts'
import { changedRows } from './fingerprints.ts'
import { storedLabId } from '../tables/labId.ts'
import type { Mark } from './mark.ts'

/** SQLite's first message about damage, without its prefix. */
export function plainVerdict(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  return said.replace(/^\*+ in database \w+ \*+\s*/, '').split('\n')[0]!
}

/** Throws SQLite's own error if a page of the database is damaged. */
export function quickCheck(db: Database.Database): void {
  const verdict = db.pragma('quick_check(1)', { simple: true }) as string
  if (verdict !== 'ok') throw new Database.SqliteError(verdict, 'SQLITE_CORRUPT')
}

/** Whether a SQLite error means that stored data is damaged. */
export function meansDamage(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    /^SQLITE_(CORRUPT|NOTADB|IOERR_(SHORT_READ|CORRUPTFS|DATA|READ))/.test(error.code)
  )
}

/** A message if a database is older than the folder's `mark` remembers, or belongs to another lab; null otherwise. */
export function behindMark(db: Database.Database, mark: Mark, folder: string): Sentence | null {
  if (storedLabId(db) !== mark.labId) return sentence('databaseOfOther', { folder })
  const missing = mark.events - lastEventId(db)
  return missing > 0 ? sentence('databaseBehind', { folder, count: missing }) : null
}

/** Maximum number of rows named in a message. */
const named = 5

/** A message about rows that changed outside this program; null if none. */
export function rowsChanged(db: Database.Database): Sentence | null {
  const rows = changedRows(db, 1000)
  if (rows.length === 0) return null
  const places = rows.slice(0, named).map(({ table, key }) => `${table} ${key}`)
  return sentence('databaseRowsChanged', {
    count: rows.length,
    rows: places.join(', ') + (rows.length > named ? ', …' : ''),
  })
}
