import Database from 'better-sqlite3'
import { copyFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { freshName, keepAside, moveAside } from '#main/disk/moveAside.ts'
import { removeOwned } from '#main/disk/removeOwned.ts'
import { insertEvent, lastOfLab } from '../tables/events.ts'
import { adoptFile, temporaryPath } from '#main/disk/writeAtomically.ts'
import { keepFingerprints } from './fingerprints.ts'
import { databaseFile } from '../folder.ts'
import { labId } from '../tables/labId.ts'
import { syncedEvent, writeMark } from './mark.ts'
import { migrate, type Migration } from '../migrate.ts'

/**
 * Replaces a folder's database, whose connections must be closed, by a copy of the database `source`, and updates the
 * mark. Keeps the previous files in a folder whose path it returns; null if there were none.
 */
export function installDatabase(
  folder: string,
  source: string,
  { migrations, now, kept }: { migrations: readonly Migration[]; now: number; kept: 'damaged' | 'replaced' },
): string | null {
  const file = databaseFile(folder)
  const tempPath = temporaryPath(file)
  try {
    copyFileSync(source, tempPath)
    const mark = prepare(tempPath, migrations, { from: basename(source), at: now })
    const into = freshName(folder, kept, now)
    const isKept = keepAside('database', folder, basename(file), into)
    // Move the log first: it would be applied to the new database. Without it the old database merely stays damaged.
    for (const end of ['-wal', '-shm']) moveAside('database', folder, basename(file) + end, into)
    adoptFile(tempPath, file)
    writeMark(folder, mark)
    return isKept ? join(folder, into) : null
  } finally {
    removeOwned('lab', folder, basename(tempPath))
  }
}

/** When a database replaced another one, in milliseconds since 1970; undefined if it is its lab's first. */
export function restoredAt(db: Database.Database): number | undefined {
  return lastOfLab(db, 'labRestored')
}

function prepare(file: string, migrations: readonly Migration[], { from, at }: { from: string; at: number }) {
  const db = new Database(file)
  try {
    db.pragma('journal_mode = DELETE')
    migrate(db, migrations)
    keepFingerprints(db)
    insertEvent(db, { kind: 'labRestored', data: { from }, at })
    return { labId: labId(db), events: syncedEvent(db) }
  } finally {
    db.close()
  }
}
