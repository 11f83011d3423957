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
/** What all backups of a lab may take, and how many are kept at least, whatever they take. */
const budget = { bytes: 2 * 2 ** 30, count: 14, least: 2 }

const dayMs = 24 * 60 * 60 * 1000

/** The backups in a lab's folder, newest first; those that are none are left out. */
export function listBackups(folder: string): Backup[] {
  const path = join(folder, folderName)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => isOwnedFile('lab', `${folderName}/${name}`) && name.endsWith('.sqlite'))
    .sort()
    .reverse()
    .flatMap((name) => describe(join(path, name), name) ?? [])
}

/** The path of a backup, by its name as listed; undefined: there is none of that name. */
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

/** Makes a backup while the lab goes on: some pages of the database at a time. */
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

/** Makes a backup at once: before what cannot be undone. */
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
  // Not those above it: a lab's folder that is gone is not made anew.
  if (!existsSync(backups)) mkdirSync(backups, { mode: 0o700 })
  const path = join(backups, freshName(backups, 'lab', now, '.sqlite'))
  return { aside: temporaryPath(path), path }
}

/** Leaves a backup as one file without a log beside it, and sees that it is whole. */
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

/** What files of backups were found to hold, by their paths: windows ask every few seconds, and each is read once. */
const known = new Map<string, Known>()

/** What a backup holds; undefined: it cannot be read, or is gone. */
function describe(file: string, name: string): Backup | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) {
    known.delete(file)
    return undefined
  }
  const { size: bytes, mtimeMs } = found
  const before = known.get(file)
  if (before?.bytes === bytes && before.mtimeMs === mtimeMs) return before.backup
  const counts = countsOf(file)
  const backup = counts && { name, at: Math.round(mtimeMs), bytes, ...counts }
  known.set(file, { bytes, mtimeMs, backup })
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

/** Removes the oldest backups beyond the budget; of those that cannot be read none. */
function prune(folder: string): void {
  let bytes = 0
  for (const [i, backup] of listBackups(folder).entries()) {
    bytes += backup.bytes
    if (i >= budget.least && (i >= budget.count || bytes > budget.bytes))
      removeOwned('lab', folder, `${folderName}/${backup.name}`)
  }
}
