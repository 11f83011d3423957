import Database from 'better-sqlite3'
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { openFiles } from './testing/openFiles.ts'
import { listBackups } from './safety/backups.ts'
import type { Migration } from './migrate.ts'
import { migrations } from './migrations/all.ts'
import { openStore } from './open.ts'
import { durably } from './transactions.ts'
import { asLabError } from './safety/storageErrors.ts'

const newFolder = temporaryFolders()
const file = (folder: string) => join(folder, 'lab.sqlite')
const next: Migration = { version: migrations.length + 1, up: (db) => void db.exec('CREATE TABLE later (x)') }
const withStudy = (folder: string) => {
  const store = openStore(folder)
  store.db.prepare(`INSERT INTO studies (name, definition, createdAt) VALUES ('s', 'null', 0)`).run()
  return store
}

describe('A store', () => {
  test('has all migrations, WAL mode and foreign keys', () => {
    const { db, close } = openStore(newFolder())
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(() => db.prepare(`INSERT INTO reports (studyId, document, changedAt) VALUES (7, '{}', 0)`).run()).toThrow(
      'FOREIGN KEY',
    )
    close()
  })

  test('is migrated after a backup and keeps its data', () => {
    const folder = newFolder()
    withStudy(folder).close()
    const later = openStore(folder, {
      migrations: [...migrations, { ...next, up: (db) => void db.exec('DELETE FROM studies') }],
    })
    expect(later.db.prepare('SELECT * FROM studies').all()).toEqual([])
    later.close()
    const [kept] = listBackups(folder)
    const backup = new Database(join(folder, 'backups', kept!.name))
    expect(backup.prepare('SELECT name FROM studies').all()).toEqual([{ name: 's' }])
    expect(backup.pragma('user_version', { simple: true })).toBe(migrations.length)
    backup.close()
  })

  test('stays unchanged if a migration fails', () => {
    const folder = newFolder()
    withStudy(folder).close()
    const broken = (db: Database.Database) => {
      db.exec('DELETE FROM studies')
      throw new RangeError('broken')
    }
    expect(() => openStore(folder, { migrations: [...migrations, { ...next, up: broken }] })).toThrow('broken')
    const { db, close } = openStore(folder)
    expect(db.prepare('SELECT name FROM studies').all()).toEqual([{ name: 's' }])
    close()
  })

  test('from a newer version is refused and left alone', () => {
    const folder = newFolder()
    openStore(folder, { migrations: [...migrations, next] }).close()
    expect(() => openStore(folder)).toThrow(
      `was written by a newer version of RegNet Lab Bench (format ${next.version}; this one knows up to ${migrations.length})`,
    )
    openStore(folder, { migrations: [...migrations, next] }).close()
  })

  test('of another program is refused', () => {
    const folder = newFolder()
    const other = new Database(file(folder))
    other.exec('CREATE TABLE cookies (x)')
    other.close()
    expect(() => openStore(folder)).toThrow('is the database of another program')
  })

  test('has one owner at a time', () => {
    const folder = newFolder()
    const first = openStore(folder)
    expect(() => openStore(folder)).toThrow(`is in use by another lab (process ${process.pid})`)
    first.close()
    expect(openFiles(folder)).toEqual([])
    openStore(folder).close()
  })

  test('locked by no local process names other possible causes', () => {
    const folder = newFolder()
    withStudy(folder).close()
    const lock = new Database(join(folder, 'lock.sqlite'))
    lock.exec('BEGIN EXCLUSIVE')
    expect(() => openStore(folder)).toThrow('not by a lab open on this computer')
    // No system assigns this process id.
    writeFileSync(join(folder, 'lab.pid'), '4194305')
    expect(() => openStore(folder)).toThrow('not by a lab open on this computer')
    lock.close()
    openStore(folder).close()
  })

  test.each(['SQLITE_IOERR_LOCK', 'SQLITE_IOERR_SHMMAP', 'SQLITE_PROTOCOL'])(
    'on a disk without locks (%s) is not reported as damaged',
    (code) => {
      const error = asLabError(new Database.SqliteError('disk I/O error', code), '/share')
      expect((error as Error).message).toMatch(/^\/share cannot hold a lab: its disk does not support locks/)
    },
  )

  test("distinguishes an owner's death from a normal close", () => {
    const [folder, copy] = [newFolder(), newFolder()]
    const { close } = withStudy(folder)
    // A live lab's files on disk are what a dead one leaves.
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name))
    close()
    const after = openStore(copy)
    expect(after.afterUncleanExit).toBe(true)
    expect(after.db.prepare('SELECT name FROM studies').all()).toEqual([{ name: 's' }])
    after.close()
    const again = openStore(copy)
    expect(again.afterUncleanExit).toBe(false)
    again.close()
  })

  test('cannot be created in place of a file', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'file'), '')
    expect(() => openStore(join(folder, 'file', 'lab'))).toThrow(/file is a file\. Choose a folder\.$/)
  })

  test('on a full disk reports it and keeps its data', () => {
    const { db, close, folder } = withStudy(newFolder())
    const pages = db.pragma('page_count', { simple: true }) as number
    db.pragma(`max_page_count = ${pages}`)
    const fill = () => durably(db, () => db.prepare(`UPDATE studies SET name = ?`).run('long'.repeat(100_000)))
    let error: unknown
    try {
      fill()
    } catch (caught) {
      error = asLabError(caught, folder)
    }
    expect(error).toMatchObject({ code: 'diskFull', message: expect.stringContaining('is full') as string })
    expect(db.prepare('SELECT name FROM studies').all()).toEqual([{ name: 's' }])
    close()
  })
})
