import Database from 'better-sqlite3'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { verbatim } from '#shared/sentences/sentence.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { backUp, backUpNow, listBackups } from './backups.ts'
import { changedRows } from './fingerprints.ts'
import { insertStoredEvent, listEvents } from '../tables/events.ts'
import { heldBackFolders, setHeldBackFolders } from '../tables/heldBackFolders.ts'
import { LabError } from '../labError.ts'
import { readMark } from './mark.ts'
import { migrate, schemaVersion } from '../migrate.ts'
import { migrations } from '../migrations/all.ts'
import { openStore } from '../open.ts'
import { changedSchema, repairSchema } from './schemaText.ts'
import { asLabError, codeOf, storageError } from './storageErrors.ts'
import type { Store } from '../store.ts'
import { openFiles } from '../testing/openFiles.ts'
import { insertStudy, listStudies } from '../tables/studies.ts'
import { durably, loosely } from '../transactions.ts'

const newFolder = temporaryFolders()
const add = ({ db }: Store, name: string) => insertStudy(db, { name, definition: null, createdAt: 1 })
const note = ({ db }: Store) => insertStoredEvent(db, { studyId: 0, runId: null, kind: 'note', data: {}, at: 1 })
const namesIn = ({ db }: Store) => listStudies(db).map(({ name }) => name)
const now = Date.UTC(2026, 10, 29, 6, 15)

describe('An open store', () => {
  it('writes a mark of the last synced event', () => {
    const folder = newFolder()
    const store = openStore(folder)
    expect(readMark(folder)).toEqual({ labId: store.labId, events: 0 })
    expect(store).toMatchObject({ damage: null, notices: [], isChecked: true, afterUncleanExit: false })
    note(store)
    expect(readMark(folder)?.events).toBe(0)
    store.mark()
    expect(readMark(folder)?.events).toBe(1)
    note(store)
    store.checkpoint()
    expect(readMark(folder)?.events).toBe(2)
    note(store)
    store.close()
    expect(readMark(folder)?.events).toBe(3)
  })

  it('has no mark while its schema is older than marks', () => {
    const folder = newFolder()
    const store = openStore(folder, { migrations: migrations.slice(0, 4) })
    add(store, 'old')
    store.close()
    expect(readMark(folder)).toBeUndefined()
    const later = openStore(folder, { now: () => now })
    expect([namesIn(later), readMark(folder)?.labId, changedRows(later.db, 9)]).toEqual([['old'], later.labId, []])
    expect(listBackups(folder).map(({ name }) => name)).toEqual(['lab-2026-11-29T061500.sqlite'])
    later.close()
  })

  it('becomes read-only once damage is found, keeps its mark and reports the first damage', () => {
    const folder = newFolder()
    const store = openStore(folder)
    note(store)
    store.mark()
    store.fail(verbatim('first'))
    store.fail(verbatim('second'))
    expect(store.damage).toEqual(verbatim('first'))
    expect(() => add(store, 'a')).toThrow('readonly')
    store.db.pragma('query_only = OFF')
    note(store)
    store.mark()
    store.checkpoint()
    expect(readMark(folder)?.events).toBe(1)
    store.close()
    expect(readMark(folder)?.events).toBe(1)
  })

  it('can be closed twice; later calls do nothing', () => {
    const folder = newFolder()
    const store = openStore(folder)
    store.close()
    store.close()
    store.checkpoint()
    const next = openStore(folder)
    store.close()
    expect(() => openStore(folder)).toThrow('in use')
    next.close()
  })

  it('checkpoints without waiting for readers', () => {
    const folder = newFolder()
    const store = openStore(folder)
    add(store, 'a')
    const reader = new Database(store.file, { readonly: true })
    reader.exec('BEGIN')
    expect(reader.prepare('SELECT name FROM studies').pluck().all()).toEqual(['a'])
    add(store, 'b')
    store.checkpoint()
    expect(store.db.pragma('busy_timeout', { simple: true })).toBe(5000)
    expect(readFileSync(`${store.file}-wal`).length).toBeGreaterThan(0)
    reader.close()
    store.checkpoint()
    expect(readFileSync(`${store.file}-wal`).length).toBe(0)
    store.close()
  })

  it.each([
    ['replaced', false],
    ['damaged', true],
  ])('moves its database to a folder %s-… when a backup replaces it', (kept, isDamaged) => {
    const folder = newFolder()
    const store = openStore(folder, { now: () => now })
    add(store, 'before')
    backUpNow(store.db, folder, now - 1000)
    add(store, 'after')
    if (isDamaged) store.fail(verbatim('damage'))
    const [backup] = listBackups(folder)
    const into = store.replaceBy(join(folder, 'backups', backup!.name))
    expect(into).toBe(join(folder, `${kept}-2026-11-29T061500`))
    const old = new Database(join(into!, 'lab.sqlite'), { readonly: true })
    expect(old.prepare('SELECT name FROM studies ORDER BY id').pluck().all()).toEqual(['before', 'after'])
    old.close()
    const restored = openStore(folder)
    expect([restored.damage, restored.labId, namesIn(restored)]).toEqual([null, store.labId, ['before']])
    expect(listEvents(restored.db, 0, 9)).toMatchObject([
      { studyId: 0, kind: 'labRestored', data: { from: backup!.name }, at: now },
    ])
    expect(changedRows(restored.db, 9)).toEqual([])
    restored.close()
    expect(openFiles(folder)).toEqual([])
    expect(readdirSync(folder).filter((name) => name.startsWith('lab.sqlite'))).toEqual(['lab.sqlite'])
  })

  it('keeps every sound row when a salvaged copy replaces it', () => {
    const folder = newFolder()
    const store = openStore(folder)
    for (const name of ['a', 'b']) add(store, name)
    expect(store.replaceBy(null)).toMatch(/replaced-/)
    const next = openStore(folder)
    expect([namesIn(next), next.labId]).toEqual([['a', 'b'], store.labId])
    next.close()
  })

  it('stays as it was when the backup is not a database', () => {
    const folder = newFolder()
    const store = openStore(folder)
    add(store, 'a')
    const noise = join(newFolder(), 'noise.sqlite')
    writeFileSync(noise, 'noise'.repeat(2000))
    expect(() => store.replaceBy(noise)).toThrow()
    const next = openStore(folder)
    expect([next.damage, namesIn(next)]).toEqual([null, ['a']])
    next.close()
    expect(readdirSync(folder).sort()).toEqual(['lab.mark', 'lab.sqlite', 'lock.sqlite'])
  })
})

it('Committed work survives kill -9', async () => {
  const folder = newFolder()
  const child = fork(fileURLToPath(new URL('../testing/committing.ts', import.meta.url)), [folder])
  const reported: number[] = []
  await new Promise<void>((resolve) => {
    child.on('message', (studyId) => {
      reported.push(studyId as number)
      if (reported.length === 7) resolve()
    })
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  const store = openStore(folder)
  expect(store).toMatchObject({ damage: null, afterUncleanExit: true, notices: [] })
  const there = listStudies(store.db).map(({ id }) => id)
  expect(there).toEqual(expect.arrayContaining(reported))
  expect(there).toEqual(Array.from({ length: there.length }, (_, i) => i + 1))
  expect(listEvents(store.db, 0, 99)).toHaveLength(there.length)
  expect(changedRows(store.db, 9)).toEqual([])
  expect(add(store, 'next')).toBe(there.length + 1)
  store.close()
})

describe('A backup', () => {
  it('is made while the lab runs and is one whole file', async () => {
    const folder = newFolder()
    const store = openStore(folder)
    add(store, 'a')
    await backUp(store.db, folder, now)
    await backUp(store.db, folder, now)
    add(store, 'b')
    const names = ['lab-2026-11-29T061500-2.sqlite', 'lab-2026-11-29T061500.sqlite']
    expect(readdirSync(join(folder, 'backups')).sort()).toEqual(names)
    const backup = new Database(join(folder, 'backups', names[1]!), { readonly: true })
    expect(backup.pragma('journal_mode', { simple: true })).toBe('delete')
    expect(backup.prepare('SELECT name FROM studies').pluck().all()).toEqual(['a'])
    backup.close()
    store.close()
  })

  it('is listed newest first, within one second too', () => {
    const folder = newFolder()
    const store = openStore(folder)
    for (let i = 0; i < 11; i++) backUpNow(store.db, folder, i < 10 ? now : now - 1000)
    store.close()
    const of = (number: string) => `lab-2026-11-29T061500${number}.sqlite`
    expect(listBackups(folder).map(({ name }) => name)).toEqual([
      ...[10, 9, 8, 7, 6, 5, 4, 3, 2].map((i) => of(`-${i}`)),
      ...[of(''), 'lab-2026-11-29T061459.sqlite'],
    ])
  })

  it('leaves nothing behind when it fails and does not recreate a missing folder', async () => {
    const folder = newFolder()
    const store = openStore(folder)
    mkdirSync(join(folder, 'backups'))
    store.db.exec('BEGIN')
    expect(() => backUpNow(store.db, folder, now)).toThrow()
    store.db.exec('ROLLBACK')
    expect(readdirSync(join(folder, 'backups'))).toEqual([])
    await expect(backUp(store.db, join(folder, 'gone'), now)).rejects.toThrow('ENOENT')
    expect(existsSync(join(folder, 'gone'))).toBe(false)
    store.close()
  })

  it.skipIf(process.platform === 'win32')('is removed beyond 2 GiB, but at least two are kept', () => {
    const folder = newFolder()
    const store = openStore(folder)
    let at = now
    const made = (bytes?: number) => {
      backUpNow(store.db, folder, (at += 1000))
      const names = listBackups(folder).map(({ name }) => name)
      if (bytes !== undefined) truncateSync(join(folder, 'backups', names[0]!), bytes)
      return names.length
    }
    // Files with a hole take no room.
    expect([made(3 * 2 ** 30), made(2 ** 30)]).toEqual([1, 2])
    expect(made()).toBe(2)
    expect(listBackups(folder).map(({ bytes }) => bytes > 2 ** 29)).toEqual([false, true])
    expect([made(), made(2 ** 30), made()]).toEqual([3, 4, 4])
    store.close()
  })
})

describe('A transaction', () => {
  const syncOf = ({ db }: Store) => db.pragma('synchronous', { simple: true })
  it('is all or nothing; only loose ones skip the sync', () => {
    const store = openStore(newFolder())
    const { db } = store
    const broken = () => {
      add(store, 'b')
      throw new RangeError('no')
    }
    for (const [write, sync] of [
      [durably, 2],
      [loosely, 1],
    ] as const) {
      expect(write(db, () => [add(store, `a${sync}`) > 0, syncOf(store)])).toEqual([true, sync])
      expect(() => write(db, broken)).toThrow('no')
      expect(syncOf(store)).toBe(2)
    }
    expect(namesIn(store)).toEqual(['a2', 'a1'])
    store.close()
  })
})

describe('Migrations', () => {
  const open = () => new Database(':memory:')
  it('are numbered from 1 and run once', () => {
    const db = open()
    expect(() => migrate(db, [migrations[0]!, migrations[2]!])).toThrow('invalid migration version: 3 (must be 2)')
    expect(schemaVersion(db, 9)).toBe(0)
    expect([migrate(db, migrations.slice(0, 2)), migrate(db, migrations), migrate(db, migrations)]).toEqual([
      ...[2, migrations.length - 2, 0],
    ])
    expect(schemaVersion(db, migrations.length)).toBe(migrations.length)
    expect(() => schemaVersion(db, migrations.length - 1)).toThrow('newer version')
    db.close()
  })

  it('refuse the database of another program, by its tables or its version', () => {
    for (const sql of [
      'CREATE TABLE t (x)',
      'PRAGMA user_version = 1',
      'PRAGMA application_id = 7; CREATE TABLE t (x)',
    ]) {
      const db = open()
      db.exec(sql)
      expect(() => migrate(db, migrations), sql).toThrow('another program')
      db.close()
    }
  })

  it('define a schema whose changes are found by name and repaired', () => {
    const harm = (sql: string) => {
      const db = open()
      migrate(db, migrations)
      db.unsafeMode(true)
      db.pragma('writable_schema = ON')
      db.exec(sql)
      return db
    }
    for (const [sql, name] of [
      ['SELECT 1', undefined],
      ['ANALYZE', undefined],
      ['CREATE TABLE more (x)', 'more'],
      ['DROP INDEX eventsByStudy', 'eventsByStudy'],
      [`UPDATE sqlite_schema SET sql = replace(sql, 'note', 'nope') WHERE name = 'runs'`, 'runs'],
      [`UPDATE sqlite_schema SET name = 'rums' WHERE name = 'runs'`, 'rums'],
      [`UPDATE sqlite_schema SET tbl_name = 'rums' WHERE name = 'runs'`, 'runs'],
    ] as const) {
      const db = harm(sql)
      expect(changedSchema(db, migrations), sql).toBe(name)
      if (sql.startsWith('UPDATE')) {
        repairSchema(db, migrations)
        expect(changedSchema(db, migrations), sql).toBeUndefined()
        expect(() => db.exec(`UPDATE sqlite_schema SET name = 'x'`)).toThrow('may not be modified')
      }
      db.close()
    }
  })
})

describe('An error of the disk', () => {
  it.each([
    ['SQLITE_FULL', 'diskFull'],
    ['ENOSPC', 'diskFull'],
    ['EDQUOT', 'diskFull'],
    ['SQLITE_IOERR_WRITE', 'diskFull'],
    ['SQLITE_READONLY', 'readOnly'],
    ['SQLITE_READONLY_DIRECTORY', 'readOnly'],
    ['SQLITE_CANTOPEN_ISDIR', 'readOnly'],
    ['EACCES', 'readOnly'],
    ['EROFS', 'readOnly'],
    ['SQLITE_CORRUPT_INDEX', 'damaged'],
    ['SQLITE_IOERR_READ', 'damaged'],
    ['EIO', 'damaged'],
    ['SQLITE_PROTOCOL', 'readOnly'],
    ['SQLITE_IOERR_SHMMAP', 'readOnly'],
    ['SQLITE_CONSTRAINT', undefined],
    ['ENOENT', undefined],
    [undefined, undefined],
  ])('%s is %s and names the folder', (code, kind) => {
    const found = storageError(code, '/data/lab')
    expect(found?.code).toBe(kind)
    if (found) expect(found.message).toContain('/data/lab')
  })

  it('replaces errors of the system only', () => {
    const [full, own] = [Object.assign(new Error('no'), { code: 'ENOSPC' }), new LabError('notFound', 'own')]
    expect(asLabError(full, '/data')).toMatchObject({ name: 'LabError', code: 'diskFull' })
    for (const error of [own, new RangeError('x'), 'text']) expect(asLabError(error, '/data')).toBe(error)
    expect([
      codeOf(full),
      codeOf(new Error('x')),
      codeOf({ code: 'EIO' }),
      codeOf(Object.assign(new Error(), { code: 5 })),
    ]).toEqual(['ENOSPC', undefined, undefined, undefined])
  })
})

it('Held-back folders are replaced as a whole', () => {
  const store = openStore(newFolder())
  expect(heldBackFolders(store.db)).toEqual([])
  setHeldBackFolders(store.db, ['/a', '/b'])
  setHeldBackFolders(store.db, ['/c'])
  expect(heldBackFolders(store.db)).toEqual(['/c'])
  setHeldBackFolders(store.db, [])
  expect(heldBackFolders(store.db)).toEqual([])
  expect(store.db.prepare(`SELECT * FROM settings WHERE name = 'heldBackFolders'`).all()).toEqual([])
  store.close()
})
