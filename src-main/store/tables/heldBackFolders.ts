import type { Database } from 'better-sqlite3'

const name = 'heldBackFolders'

/** Data set folders named by imported studies that the user has not confirmed. */
export function heldBackFolders(db: Database): string[] {
  const stored = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck().get(name)
  return stored === undefined ? [] : (JSON.parse(stored) as string[])
}

/** Stores the held back folders. */
export function setHeldBackFolders(db: Database, folders: readonly string[]): void {
  if (folders.length === 0) db.prepare('DELETE FROM settings WHERE name = ?').run(name)
  else db.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)').run(name, JSON.stringify(folders))
}
