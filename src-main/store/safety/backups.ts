import Database from 'better-sqlite3'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Backup } from '#shared/contract/system.ts'
import { isOwnedFile } from '#main/disk/owned.ts'
import { adoptFile, temporaryPath } from '#main/disk/writeAtomically.ts'
import { freshName } from '#main/disk/moveAside.ts'
import { removeOwned } from '#main/disk/removeOwned.ts'
import { quickCheck } from './damage.ts'

const folderName = 'backups'
/** Maximum bytes and number of all backups of a lab, and the minimum number kept regardless of size. */
const budget = { bytes: 2 * 2 ** 30, count: 14, least: 2 }

const dayMs = 24 * 60 * 60 * 1000

/** The readable backups in a lab's folder, newest first. */
export function listBackups(folder: string): Backup[] {
  const path = join(folder, folderName)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => isOwnedFile('lab', `${folderName}/${name}`) && name.endsWith('.sqlite'))
    .sort()
    .reverse()
    .flatMap((name) => describe(join(path, name), name) ?? [])
}

/** The path of a listed backup; undefined if there is none with that name. */
export function backupFile(folder: string, name: string): string | undefined {
  const known = listBackups(folder).some((backup) => backup.name === name)
  return known ? join(folder, folderName, name) : undefined
}

/** Whether a day has passed since the newest backup. */
export function isBackupDue(folder: string, now: number): boolean {
  const path = join(folder, folderName)
  const newest = existsSync(path)
    ? Math.max(
        ...readdirSync(path).map((name) => (name.endsWith('.sqlite') ? statSync(join(path, name)).mtimeMs : 0)),
        0,
      )
    : 0
  return now - newest >= dayMs || newest > now + dayMs
}

/** Makes a backup while the lab continues, some pages at a time. */
export async function backUp(db: Database.Database, folder: string, now: number): Promise<void> {
  const { aside, path } = newBackup(folder, now)
  try {
    await db.backup(aside, { progress: () => 500 })
    settle(aside)
    adoptFile(aside, path)
  } finally {
    removeOwned('lab', folder, `${folderName}/${basename(aside)}`)
  }
  prune(folder)
}

/** Makes a backup synchronously, before something irreversible. */
export function backUpNow(db: Database.Database, folder: string, now: number): void {
  const { aside, path } = newBackup(folder, now)
  try {
    db.prepare('VACUUM INTO ?').run(aside)
    settle(aside)
    adoptFile(aside, path)
  } finally {
    removeOwned('lab', folder, `${folderName}/${basename(aside)}`)
  }
  prune(folder)
}

function newBackup(folder: string, now: number): { aside: string; path: string } {
  const backups = join(folder, folderName)
  // Only this folder: a missing lab folder must not be recreated.
  if (!existsSync(backups)) mkdirSync(backups, { mode: 0o700 })
  const path = join(backups, freshName(backups, 'lab', now, '.sqlite'))
  return { aside: temporaryPath(path), path }
}

/** Converts a backup into a single file without a log, and checks it. */
function settle(file: string): void {
  const db = new Database(file)
  try {
    db.pragma('journal_mode = DELETE')
    quickCheck(db)
  } finally {
    db.close()
  }
}

interface Known {
  bytes: number
  mtimeMs: number
  backup: Backup | undefined
}

/** Cache of backup contents by path, since windows ask every few seconds. */
const cache = new Map<string, Known>()

/** The contents of a backup; undefined if it is unreadable or gone. */
function describe(file: string, name: string): Backup | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) {
    cache.delete(file)
    return undefined
  }
  const { size: bytes, mtimeMs } = found
  const before = cache.get(file)
  if (before?.bytes === bytes && before.mtimeMs === mtimeMs) return before.backup
  const counts = countsOf(file)
  const backup = counts && { name, at: Math.round(mtimeMs), bytes, ...counts }
  cache.set(file, { bytes, mtimeMs, backup })
  return backup
}

function countsOf(file: string): Pick<Backup, 'studies' | 'runs'> | undefined {
  try {
    const db = new Database(file, { readonly: true })
    try {
      const count = (table: string) => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()!.n
      return { studies: count('studies'), runs: count('runs') }
    } finally {
      db.close()
    }
  } catch {
    return undefined
  }
}

/** Removes the oldest backups beyond the budget, but none that are unreadable. */
function prune(folder: string): void {
  let bytes = 0
  for (const [i, backup] of listBackups(folder).entries()) {
    bytes += backup.bytes
    if (i >= budget.least && (i >= budget.count || bytes > budget.bytes))
      removeOwned('lab', folder, `${folderName}/${backup.name}`)
  }
}
