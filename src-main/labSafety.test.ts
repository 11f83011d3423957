import Database from 'better-sqlite3'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createRouterClient } from '@orpc/server'
import { createRouter } from '#main/services/router.ts'
import type { LabOptions } from '#main/lab.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { addFakePopulation, fakeLabOptions } from './scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from './scheduler/testing/temporaryFolders.ts'

const newFolder = temporaryFolders()
const open: Lab[] = []
afterEach(async () => {
  for (const lab of open.splice(0)) await lab.close()
})

async function labIn(dataDir: string, options: Partial<LabOptions> = {}): Promise<Lab> {
  const lab = await createLab(fakeLabOptions(dataDir, options))
  open.push(lab)
  return lab
}

async function closed(lab: Lab): Promise<void> {
  open.splice(open.indexOf(lab), 1)
  await lab.close()
}

/** A client of the contract within this process. */
const clientOf = (lab: Lab) => createRouterClient(createRouter(lab, { host: 'browser' }), { context: {} })

function put(folder: string, path: string, text = path): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** Every file below a folder with its contents. */
function treeOf(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => [file, readFileSync(file, 'utf8')])
}

/** A closed lab with four finished runs. */
async function finishedLab(dataDir = newFolder()): Promise<string> {
  const lab = await labIn(dataDir)
  addFakePopulation(lab, 4, {}, { keepWeights: { keep: 'all' } })
  lab.start()
  await lab.waitUntilIdle()
  await closed(lab)
  return dataDir
}

const changed = (folder: string, sql: string) => {
  const db = new Database(join(folder, 'lab.sqlite'))
  db.exec(sql)
  db.close()
}

describe('A folder with the user’s files', () => {
  const project = ['weights/resnet50.pth', 'runs/1/events.out.tfevents', 'runs/exp3/x', 'pilot-2024/notes.md']

  test('is refused as a lab and stays unchanged', async () => {
    const folder = newFolder()
    for (const path of project) put(folder, path)
    const before = treeOf(folder)
    await expect(createLab(fakeLabOptions(folder))).rejects.toMatchObject({ code: 'notALab' })
    expect(treeOf(folder)).toEqual(before)
  })

  test('keeps every file if a lab is created in it on request', async () => {
    const folder = newFolder()
    for (const path of project) put(folder, path)
    const before = treeOf(folder)
    const lab = await labIn(folder, { beside: true })
    addFakePopulation(lab, 2, {}, { keepWeights: { keep: 'all' } })
    lab.start()
    await lab.waitUntilIdle()
    const client = clientOf(lab)
    await client.studies.trash({ id: 1 })
    await client.studies.remove({ id: 1 })
    await closed(lab)
    await closed(await labIn(folder))
    expect(treeOf(folder)).toEqual(expect.arrayContaining(before))
  })
})

describe('Someone else’s database', () => {
  test.each(['../Documents', '../id_rsa', 'weights/run-2.safetensors', '/etc/passwd', 'lab.sqlite', 'weights'])(
    'that names %s as the weights of a run can neither expose nor remove it',
    async (path) => {
      const home = newFolder()
      const folder = await finishedLab(join(home, 'lab'))
      put(home, 'Documents/thesis.tex')
      put(home, 'id_rsa')
      changed(folder, `UPDATE runs SET weightsPath = '${path}' WHERE id = 1; DELETE FROM fingerprints`)
      changed(folder, `UPDATE runs SET checkpointPath = '${path}', status = 'paused' WHERE id = 3`)
      const db = new Database(join(folder, 'lab.sqlite'))
      const { takeFingerprints } = await import('#main/store/safety/fingerprints.ts')
      takeFingerprints(db)
      db.close()
      const lab = await labIn(folder)
      const client = clientOf(lab)
      await expect(client.runs.exportOnnx({ id: 1 })).rejects.toMatchObject({ code: 'damaged' })
      lab.cancel({ studyId: 1 })
      await client.studies.trash({ id: 1 })
      await client.studies.remove({ id: 1 })
      expect(readFileSync(join(home, 'Documents/thesis.tex'), 'utf8')).toBe('Documents/thesis.tex')
      expect(readFileSync(join(home, 'id_rsa'), 'utf8')).toBe('id_rsa')
      expect(existsSync('/etc/passwd')).toBe(true)
    },
  )

  test.skipIf(process.platform === 'win32')('whose weights are a link exposes nothing', async () => {
    const home = newFolder()
    const folder = await finishedLab(join(home, 'lab'))
    put(home, 'secret')
    rmSync(join(folder, 'weights/run-1.safetensors'))
    symlinkSync(join(home, 'secret'), join(folder, 'weights/run-1.safetensors'))
    const lab = await labIn(folder)
    await expect(clientOf(lab).runs.exportOnnx({ id: 1 })).rejects.toMatchObject({ code: 'damaged' })
    expect(() => lab.weightsFile(1)).toThrow('was not written by this program')
  })
})

describe('A damaged lab', () => {
  test('opens read-only on request, says so in every writing call, and is restored', async () => {
    const folder = await finishedLab()
    const sound = await labIn(folder)
    await sound.core.health.backUp()
    await closed(sound)
    const bytes = readFileSync(join(folder, 'lab.sqlite'))
    bytes.fill(0, 4096, 8192)
    writeFileSync(join(folder, 'lab.sqlite'), bytes)
    await expect(createLab(fakeLabOptions(folder))).rejects.toMatchObject({ code: 'damaged' })

    const lab = await labIn(folder, { evenDamaged: true })
    const client = clientOf(lab)
    const health = await client.system.health()
    expect([health.damage?.key, health.canRestore]).toEqual(['databaseDamaged', true])
    const { name } = await client.studies.get({ id: 1 })
    for (const write of [
      () => client.studies.rename({ id: 1, name: 'x', basedOn: name }),
      () => client.studies.openSample(),
      () => client.system.changeSettings({ changes: { trainers: 1 }, basedOn: { trainers: null } }),
      () => client.queue.start(),
    ])
      await expect(write()).rejects.toMatchObject({ code: expect.stringMatching(/damaged|notFound/) as string })
    await client.system.restore({ backup: health.backups[0]!.name })
    await lab.whenReplaced
    open.splice(open.indexOf(lab), 1)
    const restored = await labIn(folder)
    expect(restored.runs(1).map(({ status }) => status)).toEqual(Array(4).fill('finished'))
    expect(restored.core.health.damage).toBeNull()
  })

  test('that is discovered while running stops, and says so instead of "please report it"', async () => {
    const folder = await finishedLab()
    const lab = await labIn(folder)
    const client = clientOf(lab)
    changed(folder, `UPDATE runs SET network = '{"stem' WHERE id = 2`)
    await expect(client.runs.get({ id: 2 })).rejects.toMatchObject({ code: 'damaged' })
    expect((await client.system.health()).damage?.key).toBe('databaseDamaged')
    await expect(client.queue.start()).rejects.toMatchObject({ code: 'damaged' })
  })
})

describe('A large lab', () => {
  test('can be closed while its rows are still being checked', async () => {
    const folder = await finishedLab()
    // Larger than what a start checks before opening.
    changed(folder, `UPDATE events SET data = json_set(data, '$.large', hex(zeroblob(17000000))) WHERE id = 1`)
    const lab = await labIn(folder)
    expect(lab.health.state().isChecked).toBe(false)
    const check = lab.health.check()
    await closed(lab)
    // Nobody else awaits it: an unhandled rejection would end the program and fail this test.
    await expect(check).rejects.toMatchObject({ sentence: { key: 'backgroundEnded' } })
  })
})

describe('A lab whose folder', () => {
  test.each<[string, (folder: string) => void]>([
    ['is deleted', (folder) => rmSync(folder, { recursive: true })],
    ['is renamed', (folder) => renameSync(folder, `${folder}-elsewhere`)],
    [
      'is replaced',
      (folder) => {
        renameSync(folder, `${folder}-elsewhere`)
        mkdirSync(folder)
      },
    ],
    ['loses its lock', (folder) => rmSync(join(folder, 'lock.sqlite'))],
  ])('%s while it is open says so and promises nothing more', async (_, harm) => {
    const folder = await finishedLab(join(newFolder(), 'lab'))
    const lab = await labIn(folder, { folderCheckMs: 10 })
    const failed = new Promise<void>((resolve) => {
      const look = () => (lab.core.health.damage === null ? setTimeout(look, 5) : resolve())
      look()
    })
    harm(folder)
    // Notifications before it is noticed are harmless.
    lab.core.feed.changed()
    await failed
    const health = await clientOf(lab).system.health()
    expect([health.damage?.key, health.canRestore]).toEqual(['folderGone', false])
    expect(lab.status().fault).toContain('was deleted, renamed or replaced')
    expect(() => lab.note(1, { text: 'x' })).toThrow('read-only')
    await closed(lab)
    expect(existsSync(join(folder, 'weights'))).toBe(_ === 'loses its lock')
  })
})
