import type { Database } from 'better-sqlite3'
import { settingsSchema, type Settings } from '#shared/contract/system.ts'

/** The settings; unset or unknown ones have their defaults. */
export function readSettings(db: Database): Settings {
  const rows = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM settings').all()
  const stored = rows.filter(({ name }) => name in settingsSchema.shape)
  return settingsSchema.parse(Object.fromEntries(stored.map(({ name, value }) => [name, JSON.parse(value) as unknown])))
}

/** Stores the given settings and keeps the others. */
export function writeSettings(db: Database, changes: Partial<Settings>): void {
  const put = db.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)')
  for (const [name, value] of Object.entries(changes)) if (value !== undefined) put.run(name, JSON.stringify(value))
}
