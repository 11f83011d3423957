import type { Database } from 'better-sqlite3'
import { randomUUID } from 'node:crypto'

/**
 * What tells this lab from every other, wherever its folder lies: in its database from the first call on, random or, where
 * it was lost from there, `known` from elsewhere.
 */
export function labId(db: Database, known: string = randomUUID()): string {
  db.prepare(`INSERT OR IGNORE INTO settings (name, value) VALUES ('labId', ?)`).run(JSON.stringify(known))
  return storedLabId(db)!
}

/** The same of a database that may have none yet. */
export function storedLabId(db: Database): string | undefined {
  const row = db.prepare<[], { value: string }>(`SELECT value FROM settings WHERE name = 'labId'`).get()
  return row && (JSON.parse(row.value) as string)
}
