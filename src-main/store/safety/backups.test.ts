import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { backupFile, isBackupDue, listBackups } from './backups.ts'

const newFolder = temporaryFolders()
const day = 24 * 60 * 60 * 1000

it('a backup is due a day after the newest, if there is none, or if the newest is from the future', () => {
  const folder = newFolder()
  const now = Date.UTC(2026, 10, 29)
  expect(isBackupDue(folder, now)).toBe(true)
  mkdirSync(join(folder, 'backups'))
  expect(isBackupDue(folder, now)).toBe(true)
  const made = (name: string, at: number) => {
    writeFileSync(join(folder, 'backups', name), 'x')
    utimesSync(join(folder, 'backups', name), at / 1000, at / 1000)
  }
  made('other.txt', now)
  made('old.sqlite', now - 3 * day)
  expect(isBackupDue(folder, now)).toBe(true)
  made('new.sqlite', now - day)
  expect(isBackupDue(folder, now)).toBe(true)
  expect(isBackupDue(folder, now - 1)).toBe(false)
  // A clock set back slightly is no reason.
  expect([isBackupDue(folder, now - 2 * day), isBackupDue(folder, now - 2 * day - 1)]).toEqual([false, true])
})

it('ignores files that are not backups of this program', () => {
  const folder = newFolder()
  expect(listBackups(folder)).toEqual([])
  mkdirSync(join(folder, 'backups'))
  for (const name of ['mine.sqlite', 'notes.txt']) writeFileSync(join(folder, 'backups', name), 'x')
  expect(listBackups(folder)).toEqual([])
  expect(backupFile(folder, 'mine.sqlite')).toBeUndefined()
})
