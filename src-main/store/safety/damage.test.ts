import Database from 'better-sqlite3'
import fc from 'fast-check'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { backUpNow, backupFile, listBackups } from './backups.ts'
import { meansDamage, plainVerdict, quickCheck } from './damage.ts'
import { migrations } from '../migrations/all.ts'
import { putStepLosses } from '../tables/steps.ts'
import { addPopulation, addRuns } from '../testing/someRows.ts'
import { insertEvent } from '../tables/events.ts'
import { openStore } from '../open.ts'
import type { Store } from '../store.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { insertPopulation } from '../tables/populations.ts'
import { getRun, insertRun } from '../tables/runs.ts'
import { insertSpace, listSpaces } from '../tables/spaces.ts'
import { insertStudy, listStudies } from '../tables/studies.ts'

const newFolder = temporaryFolders()

/** A closed lab's folder with studies, each with its event in the log, and the text of each. */
function folderWithStudies(count: number, folder = newFolder()): string {
  const store = openStore(folder)
  for (let i = 0; i < count; i++) addStudy(store, `study ${i}`)
  store.close()
  return folder
}

function addStudy({ db, mark }: Store, name: string): void {
  const studyId = insertStudy(db, { name, definition: { about: name.repeat(100) }, createdAt: 1 })
  insertEvent(db, { studyId, kind: 'studyCreated', data: { name: 'study' }, at: 1 })
  mark()
}

const namesIn = ({ db }: Store) => listStudies(db).map(({ name }) => name)
const database = (folder: string) => join(folder, 'lab.sqlite')

describe('A database', () => {
  it.each<[string, (folder: string) => void, string, string[]]>([
    ['that is gone', (folder) => rmSync(database(folder)), 'databaseLost', []],
    ['that is empty', (folder) => truncateSync(database(folder)), 'databaseLost', []],
    ['that is noise', (folder) => writeFileSync(database(folder), 'x'.repeat(9000)), 'databaseDamaged', []],
    [
      'in whose place an older copy was put',
      (folder) => {
        const old = readFileSync(database(folder))
        const store = openStore(folder)
        addStudy(store, 'later')
        store.close()
        writeFileSync(database(folder), old)
      },
      'databaseBehind',
      ['study 0', 'study 1', 'study 2'],
    ],
    [
      'in whose place another lab’s was put',
      (folder) => cpSync(database(folderWithStudies(9)), database(folder)),
      'databaseOfOther',
      Array.from({ length: 9 }, (_, i) => `study ${i}`),
    ],
    [
      'of which a value was changed by another program',
      (folder) => {
        const db = new Database(database(folder))
        db.exec(`UPDATE studies SET definition = '"other"' WHERE id = 2`)
        db.close()
      },
      'databaseRowsChanged',
      ['study 0', 'study 2'],
    ],
  ])('%s opens read-only, is reported, shows what can be read and stays unchanged', (_, harm, key, readable) => {
    const folder = folderWithStudies(3)
    harm(folder)
    const before = existsSync(database(folder)) ? readFileSync(database(folder)) : undefined
    const store = openStore(folder)
    expect(store.damage?.key).toBe(key)
    expect(namesIn(store)).toEqual(readable)
    expect(() => insertStudy(store.db, { name: 'new', definition: null, createdAt: 1 })).toThrow('readonly')
    store.close()
    expect(existsSync(database(folder)) ? readFileSync(database(folder)) : undefined).toEqual(before)
  })

  it('with any flipped bit either reports damage or answers as before', () => {
    const whole = folderWithStudies(20)
    const names = namesAfter(whole)
    const bytes = readFileSync(database(whole))
    fc.assert(
      fc.property(fc.nat(8 * bytes.length - 1), (bit) => {
        const folder = newFolder()
        cpSync(whole, folder, { recursive: true })
        const changed = Buffer.from(bytes)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        writeFileSync(database(folder), changed)
        const store = openStore(folder)
        if (store.damage === null) expect(namesIn(store)).toEqual(names)
        else expect(names).toEqual(expect.arrayContaining(namesIn(store)))
        store.close()
      }),
      { numRuns: 60 },
    )
  })

  it('with a changed schema reports it and can still be read', () => {
    const folder = folderWithStudies(5)
    const bytes = readFileSync(database(folder))
    // Free pages contain older copies.
    for (let at = -1; (at = bytes.indexOf('emaValidationErrorPercent', at + 1)) >= 0;) bytes[at] = 'x'.charCodeAt(0)
    writeFileSync(database(folder), bytes)
    const store = openStore(folder)
    expect(store.damage?.key).toBe('databaseDamaged')
    expect(namesIn(store)).toHaveLength(5)
    store.close()
  })

  it('with a changed schema and version is read by the current schema', () => {
    const folder = folderWithStudies(5)
    const bytes = readFileSync(database(folder))
    for (let at = -1; (at = bytes.indexOf('isSample', at + 1)) >= 0;) bytes[at + 3] = 'x'.charCodeAt(0)
    bytes.writeUInt32BE(0, 60)
    writeFileSync(database(folder), bytes)
    const store = openStore(folder)
    expect(store.damage).not.toBeNull()
    expect(namesIn(store)).toHaveLength(5)
    store.close()
  })

  it('older than the mark of its folder is reported as behind', () => {
    const folder = folderWithStudies(3)
    const old = newFolder()
    openStore(old, { migrations: migrations.slice(0, 4) }).close()
    cpSync(database(old), database(folder))
    const store = openStore(folder)
    expect(store.damage).toMatchObject({ key: 'databaseBehind', values: { folder, count: 3 } })
    store.close()
  })

  it('that lost runs drops their epochs and steps', () => {
    const folder = newFolder()
    const open = openStore(folder)
    const studyId = insertStudy(open.db, { name: 's', definition: null, createdAt: 1 })
    const runs = addRuns(open.db, addPopulation(open.db, studyId), 2)
    for (const run of runs) {
      open.db.exec(`INSERT INTO epochs VALUES (${run}, 0, 0.1, 1, 1, 1, 1, NULL, 1, NULL, 1, 1)`)
      putStepLosses(open.db, run, 0, Float32Array.of(1))
    }
    open.close()
    const db = new Database(database(folder))
    db.pragma('foreign_keys = OFF')
    db.exec(`DELETE FROM runs WHERE id = ${runs[0]!}`)
    db.close()
    const store = openStore(folder)
    expect(store.damage?.key).toBe('databaseRowsChanged')
    for (const table of ['epochs', 'steps'])
      expect(store.db.prepare(`SELECT runId FROM ${table}`).pluck().all()).toEqual([runs[1]])
    store.close()
  })

  it('that fails the check of SQLite is damaged', () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (NULL)')
    quickCheck(db)
    db.unsafeMode(true)
    db.pragma('writable_schema = ON')
    db.exec(`UPDATE sqlite_schema SET sql = 'CREATE TABLE t (x NOT NULL)'; PRAGMA writable_schema = RESET`)
    let error: unknown
    try {
      quickCheck(db)
    } catch (caught) {
      error = caught
    }
    expect([meansDamage(error), plainVerdict(error)]).toEqual([true, 'NULL value in t.x'])
    expect([new Error('x'), new Database.SqliteError('x', 'SQLITE_FULL')].map(meansDamage)).toEqual([false, false])
    db.close()
  })

  it('keeps populations and runs if the row of their study is lost', () => {
    const folder = folderWithStudies(1)
    const open = openStore(folder)
    const spaceId = insertSpace(open.db, {
      studyId: 1,
      parentId: null,
      definition: { id: 'A' } as DesignSpace,
      createdAt: 1,
    })
    const plan = { seed: 1 } as StudyPlan
    const population = { studyId: 1, name: 'p', spaceId, designSpace: { id: 'A' }, plan, seed: 1 }
    const populationId = insertPopulation(open.db, {
      ...population,
      ...{ datasetHash: 'h', keepWeights: { keep: 'all' }, createdAt: 1 },
    })
    const identity = {
      seed: 1,
      network: anyNetwork,
      draw: null,
      datasetHash: 'h',
      onnxruntimeVersion: '1',
      cpuFeatures: '',
    }
    insertRun(open.db, {
      ...identity,
      ...{ provider: 'cpu', plan: 'p', populationId, position: 0, predictedPeakBytes: null, createdAt: 1 },
    })
    open.close()
    const db = new Database(database(folder))
    db.pragma('foreign_keys = OFF')
    db.exec('DELETE FROM studies; DELETE FROM spaces')
    db.close()
    const store = openStore(folder)
    expect(store.damage?.key).toBe('databaseRowsChanged')
    expect(namesIn(store)).toEqual(['Study 1 (recovered)'])
    expect(listSpaces(store.db, 1)).toMatchObject([{ id: spaceId, definition: { id: 'A' }, parentId: null }])
    expect(getRun(store.db, 1)).toMatchObject({ populationId, network: anyNetwork })
    store.close()
  })

  it('killed while writing its first transaction is created anew', () => {
    const folder = newFolder()
    const db = new Database(database(folder))
    db.pragma('cache_size = 1')
    db.exec('BEGIN; CREATE TABLE t (x)')
    // More than the cache holds, so that the journal is hot before the end.
    for (let i = 0; i < 200; i++) db.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(4000))
    const copy = newFolder()
    for (const end of ['', '-journal']) cpSync(database(folder) + end, database(copy) + end)
    db.close()
    const store = openStore(copy)
    expect([store.damage, namesIn(store)]).toEqual([null, []])
    store.close()
  })

  it('reports a log lost, truncated or changed after a crash', () => {
    const whole = newFolder()
    const store = openStore(whole)
    for (let i = 0; i < 5; i++) addStudy(store, `study ${i}`)
    const crashed = () => {
      const folder = newFolder()
      cpSync(whole, folder, { recursive: true })
      return folder
    }
    const log = readFileSync(`${database(whole)}-wal`)
    const sound = openStore(crashed())
    expect([sound.damage, sound.afterUncleanExit, namesIn(sound).length]).toEqual([null, true, 5])
    sound.close()
    const harms: ((folder: string) => void)[] = [
      (folder) => rmSync(`${database(folder)}-wal`),
      (folder) => truncateSync(`${database(folder)}-wal`, log.length - 3 * 4120),
      ...[10, 0.3 * log.length, 0.9 * log.length].map((at) => (folder: string) => {
        const changed = Buffer.from(log)
        changed[Math.floor(at)]! ^= 4
        writeFileSync(`${database(folder)}-wal`, changed)
      }),
    ]
    const reported = harms.map((harm) => {
      const folder = crashed()
      harm(folder)
      const opened = openStore(folder)
      opened.close()
      return opened.damage?.key
    })
    const behind = 'databaseBehind'
    expect(reported).toEqual(['databaseLost', behind, 'databaseLost', behind, behind])
    store.close()
  })

  it('is checkpointed on request, so that nothing depends on its log', () => {
    const folder = newFolder()
    const store = openStore(folder)
    addStudy(store, 'study')
    store.checkpoint()
    const copy = newFolder()
    cpSync(database(folder), database(copy))
    const db = new Database(database(copy), { readonly: true })
    expect(db.prepare('SELECT name FROM studies').pluck().all()).toEqual(['study'])
    db.close()
    store.close()
  })
})

function namesAfter(folder: string): string[] {
  const store = openStore(folder)
  const names = namesIn(store)
  store.close()
  return names
}

it("plainVerdict returns SQLite's words on damage without their prefix", () => {
  const said = '*** in database main ***\nTree 7 page 123: btreeInitPage() returns error code 11\nTree 8 page 2: free'
  expect(plainVerdict(said)).toBe('Tree 7 page 123: btreeInitPage() returns error code 11')
  expect(plainVerdict(new Error('database disk image is malformed'))).toBe('database disk image is malformed')
})

describe('A backup', () => {
  it('replaces a damaged database, which is kept', () => {
    const folder = folderWithStudies(3)
    const store = openStore(folder)
    backUpNow(store.db, folder, Date.parse('2026-11-29T06:15:00Z'))
    store.close()
    expect(listBackups(folder)).toMatchObject([{ name: 'lab-2026-11-29T061500.sqlite', studies: 3, runs: 0 }])
    writeFileSync(database(folder), 'noise'.repeat(2000))
    const damaged = openStore(folder)
    damaged.replaceBy(backupFile(folder, 'lab-2026-11-29T061500.sqlite')!)
    const restored = openStore(folder)
    expect([restored.damage, namesIn(restored).length]).toEqual([null, 3])
    restored.close()
    const kept = readdirSync(folder).find((name) => name.startsWith('damaged-'))!
    expect(readFileSync(join(folder, kept, 'lab.sqlite'), 'utf8')).toBe('noise'.repeat(2000))
  })

  it('or salvaged data replaces the database, and later writes are kept', () => {
    const folder = folderWithStudies(30)
    const bytes = readFileSync(database(folder))
    // The last page of the studies’ definitions.
    bytes.fill(0xff, bytes.lastIndexOf('study 29') - 2000, bytes.lastIndexOf('study 29'))
    writeFileSync(database(folder), bytes)
    const damaged = openStore(folder)
    expect(damaged.damage).not.toBeNull()
    const readable = namesIn(damaged)
    expect(readable.length).toBeGreaterThan(10)
    damaged.replaceBy(null)
    const store = openStore(folder)
    expect([store.damage, namesIn(store)]).toEqual([null, readable])
    addStudy(store, 'new')
    store.close()
    expect(namesAfter(folder)).toEqual([...readable, 'new'])
  })

  it('is read once for all callers, and again after it changes', () => {
    const folder = folderWithStudies(2)
    const store = openStore(folder)
    backUpNow(store.db, folder, 0)
    store.close()
    const [name] = readdirSync(join(folder, 'backups'))
    const file = join(folder, 'backups', name!)
    utimesSync(file, 1000, 1000)
    expect(listBackups(folder)).toMatchObject([{ name, at: 1_000_000, studies: 2 }])
    writeFileSync(file, Buffer.alloc(readFileSync(file).length))
    utimesSync(file, 1000, 1000)
    expect(listBackups(folder)).toMatchObject([{ studies: 2 }])
    utimesSync(file, 1000, 1001)
    expect(listBackups(folder)).toEqual([])
  })

  it('is kept within a budget, always including the newest', () => {
    const folder = folderWithStudies(1)
    const store = openStore(folder)
    for (let day = 1; day <= 20; day++) backUpNow(store.db, folder, Date.UTC(2026, 0, day))
    store.close()
    const names = listBackups(folder).map(({ name }) => name)
    expect(names).toHaveLength(14)
    expect(names[0]).toBe('lab-2026-01-20T000000.sqlite')
  })
})
