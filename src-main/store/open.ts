import Database from 'better-sqlite3'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { LabError } from './labError.ts'
import { lockFolder } from './lock.ts'
import { migrate, schemaVersion, type Migration } from './migrate.ts'
import { migrations as allMigrations } from './migrations/all.ts'
import { asLabError } from './storageTrouble.ts'

/** An open store: the only writer of its folder. */
export interface Store {
  db: Database.Database
  folder: string
  /** Whether the last owner died instead of closing. */
  afterUncleanExit: boolean
  close: () => void
}

const fileName = 'lab.sqlite'

/** The database of a lab's folder. */
export const databaseFile = (folder: string): string => join(folder, fileName)

/**
 * The store in `folder`, made if it is not there, brought to the latest schema and, after an unclean exit, checked.
 * Throws a LabError with a sentence: in use, from the future, of another program, damaged, disk full, not writable.
 */
export function openStore(folder: string, migrations: readonly Migration[] = allMigrations): Store {
  const path = resolve(folder)
  let unlock: (() => void) | undefined
  let db: Database.Database | undefined
  try {
    mkdirSync(path, { recursive: true })
    unlock = lockFolder(path)
    const file = databaseFile(path)
    // SQLite removes this file when its last connection closes.
    const afterUncleanExit = existsSync(`${file}-wal`)
    db = new Database(file, { timeout: 5000 })
    configure(db, path, afterUncleanExit, migrations)
    return { db, folder: path, afterUncleanExit, close: closer(db, unlock) }
  } catch (error) {
    db?.close()
    unlock?.()
    throw asLabError(error, path)
  }
}

function configure(
  db: Database.Database,
  folder: string,
  afterUncleanExit: boolean,
  migrations: readonly Migration[],
): void {
  try {
    schemaVersion(db, migrations.length)
    if (afterUncleanExit) quickCheck(db)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    db.pragma('foreign_keys = ON')
    // Kilobytes: the runs of a large lab, which every screen asks for.
    db.pragma('cache_size = -65536')
    if (migrate(db, migrations) > 0) db.pragma('optimize')
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : ''
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(code)) throw error
    throw new LabError('damaged', damaged(folder), { cause: error })
  }
}

function quickCheck(db: Database.Database): void {
  const verdict = db.pragma('quick_check(1)', { simple: true }) as string
  if (verdict !== 'ok') throw new Database.SqliteError(verdict, 'SQLITE_CORRUPT')
}

function damaged(folder: string): Sentence {
  const backups = readdirSync(folder).filter((name) => /^lab\.sqlite\.before-\d+$/.test(name))
  const last = backups.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1)
  const file = databaseFile(folder)
  return last === undefined
    ? sentence('labDamaged', { file })
    : sentence('labDamagedWithBackup', { file, backup: join(folder, last) })
}

function closer(db: Database.Database, unlock: () => void): () => void {
  return () => {
    if (!db.open) return
    try {
      db.pragma('optimize')
    } catch {
      // Statistics for the query planner: not worth an error on a full disk, where closing itself still works.
    }
    db.close()
    unlock()
  }
}

/** What `write` returns, run in one transaction that is on the disk, not only in its cache, when this returns. */
export function durably<T>(db: Database.Database, write: () => T): T {
  db.pragma('synchronous = FULL')
  try {
    return db.transaction(write)()
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}
