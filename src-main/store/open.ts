import Database from 'better-sqlite3'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { freshName } from '#main/disk/moveAside.ts'
import { removeSalvage, salvagePrefix } from '#main/disk/removeSalvage.ts'
import { backUpNow } from './backups.ts'
import { behindMark, meansDamage, plainVerdict, quickCheck, rowsChanged } from './damage.ts'
import { fingerprintsSince, keepFingerprints } from './fingerprints.ts'
import { databaseFile, holdsWork, kindOfFolder, makeFolder } from './folder.ts'
import { labId } from './labId.ts'
import { lockFolder } from './lock.ts'
import { readMark, syncedEvent, writeMark } from './mark.ts'
import { migrate, schemaVersion, type Migration } from './migrate.ts'
import { migrations as allMigrations } from './migrations/all.ts'
import { installDatabase } from './restore.ts'
import { salvage } from './salvage.ts'
import { changedSchema } from './schemaText.ts'
import { asLabError } from './storageTrouble.ts'
import { inspectWal } from './wal.ts'

/** An open store: the only writer of its folder. */
export interface Store {
  db: Database.Database
  folder: string
  /** The file behind `db`: the lab's own or, where that is damaged, what could be read of it. */
  file: string
  /** Tells this lab from every other. */
  labId: string
  /** Whether the last owner died instead of closing. */
  afterUncleanExit: boolean
  /** What is wrong with the database; null: nothing that is known. With damage nothing can be written. */
  damage: Sentence | null
  /** What the user should know of the start, though nothing needs to be done. */
  notices: Sentence[]
  /** Whether all rows were looked at; of a large lab that is left to the background. */
  isChecked: boolean
  /** Brings the log into the database file, as far as nobody reads, and notes how far it is. */
  checkpoint: () => void
  /** Notes in the folder what is certainly on the disk. */
  mark: () => void
  /** Makes the store read-only from now on: what is stored, or where, is no more what it should be. */
  fail: (damage: Sentence) => void
  /**
   * Closes the store and puts the database `source` or, for null, what can be read of its own, in its place; what was
   * there is kept in a folder of the lab's, whose path this is; null: nothing was there.
   */
  replaceBy: (source: string | null) => string | null
  close: () => void
}

export interface OpenOptions {
  migrations?: readonly Migration[]
  /** Whether a new lab may be made beside files of others; they are left alone. */
  beside?: boolean
  /** Milliseconds since 1970, for names. */
  now?: () => number
}

/** Databases up to that size have all their rows looked at when they are opened: some tenths of a second. */
const checkedAtOnce = 32 * 2 ** 20

/**
 * The store in `folder`, made if it is not there, brought to the latest schema and checked. One whose database is damaged,
 * gone or older than it was opens read-only with what can be read; nothing in the folder is changed then.
 * Throws a LabError with a sentence: files of others, in use, from the future, of another program, disk full, not
 * writable.
 */
export function openStore(folder: string, options: OpenOptions = {}): Store {
  const path = resolve(folder)
  let unlock: (() => void) | undefined
  try {
    const kind = kindOfFolder(path, { beside: options.beside ?? false })
    makeFolder(path)
    unlock = lockFolder(path)
    if (kind === 'lost') return openSalvaged(path, unlock, options, sentence('databaseLost', { folder: path }), null)
    return openWhole(path, unlock, options)
  } catch (error) {
    unlock?.()
    throw asLabError(error, path)
  }
}

function openWhole(folder: string, unlock: () => void, options: OpenOptions): Store {
  const { migrations = allMigrations, now = Date.now } = options
  const file = databaseFile(folder)
  // SQLite removes this file when its last connection closes.
  const afterUncleanExit = existsSync(`${file}-wal`)
  const notices: Sentence[] = []
  if (afterUncleanExit && inspectWal(`${file}-wal`).isCutOff) {
    notices.push(sentence('logCutOff', { folder: keepEvidence(folder, now()) }))
  }
  const damage = existsSync(file) ? damageOf(folder, migrations) : null
  if (damage) return openSalvaged(folder, unlock, options, damage, file)
  const db = new Database(file, { timeout: 5000 })
  try {
    configure(db, folder, migrations, now())
  } catch (error) {
    db.close()
    throw error
  }
  const store: Store = {
    ...{ db, folder, file, labId: labId(db), afterUncleanExit, damage: null, notices },
    isChecked: statSync(file).size <= checkedAtOnce,
    checkpoint() {
      if (store.damage !== null || !db.open) return
      // Somebody who reads is not waited for: the next one does it.
      db.pragma('busy_timeout = 0')
      try {
        db.pragma('wal_checkpoint(TRUNCATE)')
      } finally {
        db.pragma('busy_timeout = 5000')
      }
      store.mark()
    },
    mark() {
      if (store.damage !== null || migrations.length < fingerprintsSince) return
      // A full disk, damage, a folder that is gone: all are told elsewhere, and the next mark says as much.
      attempt(() => writeMark(folder, { labId: store.labId, events: syncedEvent(db) }))
    },
    fail(found) {
      store.damage ??= found
      attempt(() => db.pragma('query_only = ON'))
    },
    replaceBy(source) {
      const aside = source === null ? mkdtempSync(join(tmpdir(), salvagePrefix)) : null
      try {
        const from = source ?? salvage(file, aside!, migrations)
        db.close()
        const kept = store.damage === null ? 'replaced' : 'damaged'
        return installDatabase(folder, from, { migrations, now: now(), kept })
      } finally {
        if (aside !== null) removeSalvage(aside)
        unlock()
      }
    },
    close() {
      if (!db.open) return
      // Statistics for the query planner: not worth an error on a full disk, where closing itself still works.
      if (store.damage === null) attempt(() => db.pragma('optimize'))
      attempt(() => store.checkpoint())
      db.close()
      unlock()
    },
  }
  store.mark()
  return store
}

/** What the log of a lab was like before SQLite takes of it what it can: copied into a folder, whose path this is. */
function keepEvidence(folder: string, now: number): string {
  const evidence = join(folder, freshName(folder, 'damaged', now))
  mkdirSync(evidence, { mode: 0o700 })
  const file = databaseFile(folder)
  for (const end of ['', '-wal']) copyFileSync(file + end, join(evidence, `lab.sqlite${end}`))
  return evidence
}

/**
 * What is wrong with a database that is there; null: nothing. It is only read, so that it stays as it was found; one that
 * was killed before it had a log is first brought back to before its last transaction, which only a writer may.
 */
function damageOf(folder: string, migrations: readonly Migration[]): Sentence | null {
  const file = databaseFile(folder)
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: !existsSync(`${file}-journal`), timeout: 5000 })
    const version = schemaVersion(db, migrations.length)
    if (version === 0) return holdsWork(folder) ? sentence('databaseLost', { folder }) : null
    quickCheck(db)
    const strange = changedSchema(db, migrations.slice(0, version))
    if (strange !== undefined) return sentence('databaseDamaged', { file, said: `schema of ${strange}` })
    const mark = readMark(folder)
    // Labs of older schemas had no mark.
    if (mark && version < fingerprintsSince) return sentence('databaseBehind', { folder, count: mark.events })
    const behind = mark ? behindMark(db, mark, folder) : null
    if (behind) return behind
    return version >= fingerprintsSince && statSync(file).size <= checkedAtOnce ? rowsChanged(db) : null
  } catch (error) {
    if (!meansDamage(error)) throw error
    return sentence('databaseDamaged', { file, said: plainVerdict(error) })
  } finally {
    db?.close()
  }
}

function configure(db: Database.Database, folder: string, migrations: readonly Migration[], now: number): void {
  db.pragma('journal_mode = WAL')
  // Each transaction is on the disk when it is done; see loosely.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  // The log is emptied by checkpoint() alone, so that what lies in it is of one piece.
  db.pragma('wal_autocheckpoint = 0')
  db.pragma('journal_size_limit = 0')
  // Kilobytes: the runs of a large lab, which every screen asks for.
  db.pragma('cache_size = -65536')
  const version = schemaVersion(db, migrations.length)
  if (version > 0 && version < migrations.length) backUpNow(db, folder, now)
  if (migrate(db, migrations) > 0) db.pragma('optimize')
  if (migrations.length >= fingerprintsSince) keepFingerprints(db)
}

function openSalvaged(
  folder: string,
  unlock: () => void,
  { migrations = allMigrations, now = Date.now }: OpenOptions,
  damage: Sentence,
  file: string | null,
): Store {
  const aside = mkdtempSync(join(tmpdir(), salvagePrefix))
  const readable = salvage(file, aside, migrations)
  const db = new Database(readable)
  db.pragma('cache_size = -65536')
  if (migrations.length >= fingerprintsSince) keepFingerprints(db)
  const id = labId(db, readMark(folder)?.labId)
  db.pragma('query_only = ON')
  return {
    ...{ db, folder, labId: id, file: readable, afterUncleanExit: false, damage, notices: [], isChecked: true },
    checkpoint: () => undefined,
    mark: () => undefined,
    fail: () => undefined,
    replaceBy(source) {
      db.close()
      try {
        return installDatabase(folder, source ?? readable, { migrations, now: now(), kept: 'damaged' })
      } finally {
        removeSalvage(aside)
        unlock()
      }
    },
    close() {
      if (!db.open) return
      db.close()
      removeSalvage(aside)
      unlock()
    },
  }
}

function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // What it is for can be done without.
  }
}

/** What `write` returns, run in one transaction that is on the disk, not only in its cache, when this returns. */
export function durably<T>(db: Database.Database, write: () => T): T {
  return db.transaction(write)()
}

/**
 * The same of what may be lost with the power: it comes again with a run that goes on. It is synced with whatever is
 * committed next.
 */
export function loosely<T>(db: Database.Database, write: () => T): T {
  db.pragma('synchronous = NORMAL')
  try {
    return db.transaction(write)()
  } finally {
    db.pragma('synchronous = FULL')
  }
}
