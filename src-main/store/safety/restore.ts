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
 * Puts a copy of the database `source` in the place of a folder's own, whose connections are closed, and remembers it as
 * the lab's. What was there is kept in a folder beside it, whose name this is; null: nothing was there.
 */
export function installDatabase(
  folder: string,
  source: string,
  { migrations, now, kept }: { migrations: readonly Migration[]; now: number; kept: 'damaged' | 'replaced' },
): string | null {
  const file = databaseFile(folder)
  const aside = temporaryPath(file)
  try {
    copyFileSync(source, aside)
    const mark = prepare(aside, migrations, { from: basename(source), at: now })
    const into = freshName(folder, kept, now)
    const isKept = keepAside('database', folder, basename(file), into)
    // The log goes first: over another database it would be taken for that one's. Without it the old one is damaged still.
    for (const end of ['-wal', '-shm']) moveAside('database', folder, basename(file) + end, into)
    adoptFile(aside, file)
    writeMark(folder, mark)
    return isKept ? join(folder, into) : null
  } finally {
    removeOwned('lab', folder, basename(aside))
  }
}

/** When a database was put in the place of another, milliseconds since 1970; undefined: it is the first of its lab. */
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
