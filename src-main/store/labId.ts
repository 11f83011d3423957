import type { Database } from 'better-sqlite3'
import { randomUUID } from 'node:crypto'

/** What tells this lab from every other, wherever its folder lies: random, and in its database from the first call on. */
export function labId(db: Database): string {
  db.prepare(`INSERT OR IGNORE INTO settings (name, value) VALUES ('labId', ?)`).run(JSON.stringify(randomUUID()))
  return storedLabId(db)!
}

/** The same of a database that may have none yet. */
export function storedLabId(db: Database): string | undefined {
  const row = db.prepare<[], { value: string }>(`SELECT value FROM settings WHERE name = 'labId'`).get()
  return row && (JSON.parse(row.value) as string)
}
