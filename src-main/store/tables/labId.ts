import type { Database } from 'better-sqlite3'
import { randomUUID } from 'node:crypto'

/**
 * The unique id of this lab, independent of its folder. Created on the first call: random or, if it was lost, `known`
 * from elsewhere.
 */
export function labId(db: Database, known: string = randomUUID()): string {
  db.prepare(`INSERT OR IGNORE INTO settings (name, value) VALUES ('labId', ?)`).run(JSON.stringify(known))
  return storedLabId(db)!
}

/** The id of a database's lab; undefined if it has none yet. */
export function storedLabId(db: Database): string | undefined {
  const row = db.prepare<[], { value: string }>(`SELECT value FROM settings WHERE name = 'labId'`).get()
  return row && (JSON.parse(row.value) as string)
}
