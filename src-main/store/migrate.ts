import type { Database } from 'better-sqlite3'
import { sentence } from '#shared/sentences/sentence.ts'
import { fingerprintsSince, takeFingerprints } from './safety/fingerprints.ts'
import { LabError } from './labError.ts'

/** One step of the schema. Once released, a migration must never change. */
export interface Migration {
  /** 1, 2, 3, …: the resulting `user_version`. */
  version: number
  up: (db: Database) => void
}

/** Marks a database file as a lab's ("RGLB"). */
const applicationId = 0x52474c42

/** The schema version of an open database; 0 if empty. Throws LabError 'notALab' or 'fromFuture'. */
export function schemaVersion(db: Database, latest: number): number {
  const version = db.pragma('user_version', { simple: true }) as number
  const id = db.pragma('application_id', { simple: true }) as number
  const tables = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_schema').get()!.n
  if (id !== applicationId && (version > 0 || tables > 0)) {
    throw new LabError('notALab', sentence('notALab', { file: db.name }))
  }
  if (version > latest) {
    throw new LabError('fromFuture', sentence('labNewer', { file: db.name, found: version, known: latest }))
  }
  return version
}

/** Applies the pending `migrations`, each in its own transaction. Returns how many were applied. */
export function migrate(db: Database, migrations: readonly Migration[]): number {
  migrations.forEach(({ version }, i) => {
    if (version !== i + 1) throw new RangeError(`invalid migration version: ${version} (must be ${i + 1})`)
  })
  const from = schemaVersion(db, migrations.length)
  const pending = migrations.slice(from)
  for (const { version, up } of pending) {
    db.transaction(() => {
      up(db)
      db.pragma(`application_id = ${applicationId}`)
      db.pragma(`user_version = ${version}`)
      // In the same transaction: rows without fingerprints would look like another program's.
      if (version >= fingerprintsSince) takeFingerprints(db)
    })()
  }
  return pending.length
}
