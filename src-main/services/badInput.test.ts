import { safe } from '@orpc/client'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { englishText } from '#shared/sentences/sentence.ts'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { unpackRuns } from '#shared/contract/packedRuns.ts'
import { isSentence, sentence } from '#shared/sentences/sentence.ts'
import type { LabOptions } from '#main/lab.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { sharedJobs } from '#main/testing/sharedJobs.ts'
import { addFakePopulation, fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { exportBundle } from './bundles/exportBundle.ts'
import { smallPlan, smallSpace } from './testing/benchFixture.ts'
import { newStudy } from './testing/newStudy.ts'
import type { LabClient } from './client.ts'
import { transports } from './testing/transports.ts'

const newFolder = temporaryFolders()
const jobs = sharedJobs()
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A lab with a client over an in-memory port; fake trainers unless `options` specify others. */
async function openLab(dataDir = newFolder(), options: LabOptions = fakeLabOptions(dataDir, { jobs })) {
  const lab = await createLab(options)
  closing.push(() => lab.close())
  const connected = await transports['a port in memory']!(lab)
  closing.push(() => connected.close())
  return { lab, client: connected.client }
}

const listTables = `SELECT name FROM sqlite_schema
  WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'trainers'`

/**
 * The rows of every table and the files of a lab, except those of its processes: what a refused call must not change.
 */
function traceOf({ core: { db }, folder }: Lab) {
  const tables = db.prepare<[], { name: string }>(listTables).all()
  const rows = tables.map(({ name }) => [name, db.prepare(`SELECT count(*) FROM ${name}`).pluck().get()])
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.sqlite|\.pid$/.test(entry.name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
  return { rows: Object.fromEntries(rows) as Record<string, number>, files: files.sort() }
}

/**
 * The error of a refused call, after checking that the call left no trace and that its message exists in every
 * language.
 */
async function refusal(lab: Lab, call: () => Promise<unknown>): Promise<{ code: string; message: string }> {
  const before = traceOf(lab)
  const { error, isDefined } = await safe(call())
  expect(isDefined).toBe(true)
  const { code, message, data } = error as unknown as { code: string; message: string; data: unknown }
  expect(isSentence(data)).toBe(true)
  expect(traceOf(lab)).toEqual(before)
  return { code, message }
}

/** A data set of two classes with eight images each, in its own folder. */
async function imageFolder(): Promise<{ spec: DatasetSpec; image: string }> {
  const folder = newFolder()
  for (const name of ['cat', 'dog']) {
    mkdirSync(join(folder, name))
    for (let i = 0; i < 16; i++) {
      const background = name === 'cat' ? { r: 10 * i, g: 0, b: 90 } : { r: 0, g: 10 * i, b: 200 }
      await sharp({ create: { width: 16, height: 16, channels: 3, background } })
        .png()
        .toFile(join(folder, name, `${i}.png`))
    }
  }
  return { spec: { kind: 'imageFolder', folder, imageSize: 16 } as DatasetSpec, image: join(folder, 'cat', '3.png') }
}

const planOn = (dataset: DatasetSpec) => smallPlan({ epochs: 1, batchSize: 4 }, { dataset })
const keepWeights = { keep: 'none' } as const

/** A population of two runs on an intact data set, and the current state of its runs. */
async function plannedPopulation(client: LabClient, spec: DatasetSpec) {
  const plan = planOn(spec)
  const study = await newStudy(client, { name: 'study', plan, spaces: [smallSpace('AnyNetX_A')] })
  const [space] = await client.spaces.list({ studyId: study.id })
  const request = { spaceId: space!.id, name: 'first', count: 2, seed: 7, plan, keepWeights }
  const { id } = await client.populations.add({ request, start: false })
  return async () => unpackRuns((await client.runs.table({ populationIds: [id] })).rows, 'rows')
}

describe('A data set damaged after its population was created', () => {
  const damages: [string, (image: string) => Promise<unknown>, RegExp][] = [
    [
      'by an image that is none any more',
      (image) => writeFile(image, 'no image'),
      /3\.png cannot be used\. .+ Replace or remove it/,
    ],
    [
      'by another image',
      (image) =>
        sharp({ create: { width: 16, height: 16, channels: 3, background: '#fff' } })
          .png()
          .toFile(image),
      /^The images of .* are not the ones this run was created for: restore them/,
    ],
  ]
  it.each(damages)('%s, fails its runs, which continue once it is repaired', async (_, damage, said) => {
    const { spec, image } = await imageFolder()
    const dataDir = newFolder()
    const { lab, client } = await openLab(dataDir, { dataDir, trainers: 1 })
    const runs = await plannedPopulation(client, spec)
    const whole = readFileSync(image)
    await damage(image)
    await client.queue.start()
    await lab.waitUntilIdle()
    for (const run of await runs()) {
      expect(run).toMatchObject({ status: 'failed', epochs: 0 })
      expect(englishText(run.reason!)).toMatch(said)
    }
    expect(await client.queue.status()).toMatchObject({ isRunning: true, fault: null })
    expect(traceOf(lab)).toMatchObject({ rows: { epochs: 0 } })
    expect(existsSync(join(lab.folder, 'weights'))).toBe(false)
    writeFileSync(image, whole)
    await client.runs.act({ scope: {}, action: 'retry' })
    await lab.waitUntilIdle()
    for (const run of await runs()) expect(run).toMatchObject({ status: 'finished', epochs: 1, reason: null })
  })
})

describe('An invalid data set', () => {
  const write = (folder: string, names: readonly string[], bytes: Uint8Array = new Uint8Array()) => {
    for (const name of names) writeFileSync(join(folder, name), bytes)
    return folder
  }
  const batches = ['test_batch.bin', ...[1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin`)]
  const cases: [string, (folder: string) => DatasetSpec | Promise<DatasetSpec>, RegExp][] = [
    [
      'a folder that is gone',
      (folder) => ({ kind: 'cifar10', folder: join(folder, 'gone') }),
      /gone does not exist: check the path/,
    ],
    [
      'a file',
      (folder) => ({ kind: 'cifar10', folder: join(write(folder, ['a.bin']), 'a.bin') }),
      /a\.bin is a file: give the folder/,
    ],
    [
      'a batch that ends early',
      (folder) => ({ kind: 'cifar10', folder: write(folder, batches, Buffer.alloc(3078)) }),
      /data_batch_1\.bin has 3078 bytes, not a whole number .* download it again/,
    ],
    [
      'a file where class folders are looked for',
      (folder) => ({ kind: 'imageFolder', folder: write(folder, ['train']), imageSize: 16 }) as DatasetSpec,
      /has 0 class folders: give a folder/,
    ],
    [
      'an image that ends early',
      async () => {
        const { spec, image } = await imageFolder()
        writeFileSync(image, readFileSync(image).subarray(0, 40))
        return spec
      },
      /3\.png cannot be used\. .+ Replace or remove it/,
    ],
  ]

  it('is refused by name in every call that uses it', async () => {
    const { lab, client } = await openLab()
    for (const [what, make, said] of cases) {
      const spec = await make(newFolder())
      for (const call of [
        () => client.datasets.preview({ spec }),
        () => client.datasets.add({ name: what, spec }),
        () => newStudy(client, { name: what, plan: planOn(spec), spaces: [smallSpace('RegNetX')] }),
      ]) {
        const { code, message } = await refusal(lab, call)
        expect([what, code, message]).toEqual([what, 'invalid', expect.stringMatching(said)])
      }
    }
  })
})

describe('A study file', () => {
  const file = (changes: string) =>
    `formatVersion: 1\nname: mine\nspaces: [RegNetX]\nscale: tiny16\nperSpace: 4\nimageSize: 16\n` +
    `dataset: { kind: synthetic, trainCount: 300, testCount: 50 }\nrecipe: { epochs: 2, batchSize: 32 }\n${changes}`
  const cases: [string, string, RegExp][] = [
    ['with a wrong key', file('perSpce: 5\n'), /perSpce: not known \(.*perSpace/],
    [
      'with a wrong key of its recipe',
      file('').replace('batchSize', 'batchsize'),
      /recipe\.batchsize: not known \(.*batchSize/,
    ],
    ['with a wrong value', file('').replace('perSpace: 4', 'perSpace: none'), /perSpace is "none"/],
    ['with a space that is not known', file('').replace('RegNetX', 'RegnetX'), /RegnetX.*RegNetX/],
    ['with a provider that is not known', file('provider: cpuu\n'), /"cpuu" is not known \(.*cpu/],
    [
      'of a newer version',
      file('').replace('formatVersion: 1', 'formatVersion: 7'),
      /format version 7.*Update the program/,
    ],
    ['that is no YAML', 'name: [', /^The study file is neither YAML nor JSON: /],
    ['that is no object', '- 1\n', /not an object with keys/],
    [
      'on a folder without its place',
      file('').replace('kind: synthetic, trainCount: 300, testCount: 50', 'kind: cifar10, folder: here'),
      /"here".*absolute path/,
    ],
  ]
  it.each(cases)('%s is refused with a way to fix it', async (_, text, said) => {
    const { lab, client } = await openLab()
    const { code, message } = await refusal(lab, () => client.studies.createFromFile({ text }))
    expect([code, message]).toEqual(['invalid', expect.stringMatching(said)])
  })
  it('without mistakes is accepted', async () => {
    const { client } = await openLab()
    expect(await client.studies.createFromFile({ text: file('') })).toMatchObject({ name: 'mine', spaces: 1 })
  })
})

describe('A bundle', () => {
  let bytes: Uint8Array
  beforeAll(async () => {
    const lab = await createLab(fakeLabOptions(newFolder()))
    const study = { name: 'study', definition: null, plan: smallPlan(), classes: 10 }
    bytes = (await exportBundle(lab.core, lab.createStudy(study), { weights: true })).bytes
    await lab.close()
  })
  const edited = (changes: object) =>
    gzipSync(JSON.stringify({ ...(JSON.parse(gunzipSync(bytes).toString()) as object), ...changes }))
  const cases: [string, () => Uint8Array, RegExp][] = [
    ['that ends early', () => bytes.subarray(0, bytes.length - 9), /ends early or was changed\. Nothing was imported/],
    ['of a newer version', () => edited({ formatVersion: 9 }), /format 9; this one reads up to 5\)\. Update/],
    ['with a key that is not known', () => edited({ runz: [] }), /runz: not known/],
    ['that is something else', () => Buffer.from('%PDF-1.7'), /not a study of this program\. Choose a \.regbench file/],
  ]
  it.each(cases)('%s is refused and leaves no trace', async (_, make, said) => {
    const { lab, client } = await openLab()
    const file = new File([new Uint8Array(make())], 'study.regbench')
    const { code, message } = await refusal(lab, () => client.studies.importBundle({ file }))
    expect([code, message]).toEqual(['invalid', expect.stringMatching(said)])
  })
})

describe('Files left by a crash', () => {
  it('that no row references are moved aside when the lab reopens, and none is deleted', async () => {
    const dataDir = newFolder()
    const before = await openLab(dataDir)
    before.lab.createStudy({ name: 'study', definition: null })
    for (const close of closing.splice(0).reverse()) await close()
    const kept = ['cache/0a.json', 'cache/0a.records', 'notes.txt', 'pilot-2024/notes.md']
    const left = [
      'runs/77/attempt-1/checkpoint-0-1.safetensors.part',
      'weights/run-9.safetensors',
      'weights/run-9.safetensors.part',
    ]
    for (const name of [...kept, ...left]) {
      mkdirSync(join(dataDir, name, '..'), { recursive: true })
      writeFileSync(join(dataDir, name), 'half')
    }
    const { lab, client } = await openLab(dataDir)
    const { files } = traceOf(lab)
    expect(kept.filter((name) => !files.includes(name))).toEqual([])
    const [aside] = files.flatMap((name) => /^unknown-[^/]+/.exec(name)?.[0] ?? [])
    expect(left.map((name) => `${aside!}/${name}`).filter((name) => !files.includes(name))).toEqual([])
    expect(files.filter((name) => left.includes(name))).toEqual([])
    expect((await client.system.health()).notices).toEqual([
      sentence('unknownMoved', { count: 3, folder: join(dataDir, aside!) }),
    ])
    expect(await client.studies.list({})).toMatchObject([{ name: 'study' }])
  })

  it('in the index of decoded images are overwritten', async () => {
    const { spec } = await imageFolder()
    const { lab, client } = await openLab()
    const { hash } = await client.datasets.preview({ spec })
    const cache = join(lab.folder, 'cache')
    for (const name of readdirSync(cache)) {
      const bytes = readFileSync(join(cache, name))
      writeFileSync(join(cache, name), bytes.subarray(0, bytes.length / 2))
    }
    const added = await client.datasets.add({ name: 'mine', spec })
    expect(added.contents.hash).toBe(hash)
  })
})

describe('A read-only folder', () => {
  it('of the lab refuses changes but can still be read', async () => {
    const { lab, client } = await openLab()
    const id = lab.createStudy({ name: 'kept', definition: null, plan: smallPlan(), classes: 10 })
    // SQLite behaves as if the file were read-only.
    lab.core.db.pragma('query_only = true')
    const { code, message } = await refusal(lab, () => client.studies.rename({ id, name: 'lost', basedOn: 'kept' }))
    expect([code, message]).toEqual(['readOnly', expect.stringContaining(`Cannot write to ${lab.folder}. Make`)])
    expect(await client.studies.list({})).toMatchObject([{ name: 'kept' }])
    lab.core.db.pragma('query_only = false')
    await client.studies.rename({ id, name: 'found', basedOn: 'kept' })
  })

  it('of decoded images is named with a way to fix it', async () => {
    const { spec } = await imageFolder()
    const dataDir = newFolder()
    const stands = join(newFolder(), 'file')
    writeFileSync(stands, '')
    const { lab, client } = await openLab(dataDir, fakeLabOptions(dataDir, { cacheDir: join(stands, 'cache') }))
    const { code, message } = await refusal(lab, () => client.datasets.preview({ spec }))
    expect([code, message]).toEqual([
      'invalid',
      expect.stringMatching(/cannot be written .* choose another cache folder/),
    ])
  })
})

it('Weights deleted from outside are reported by name', async () => {
  const { lab, client } = await openLab()
  const id = lab.createStudy({ name: 'study', definition: null, plan: smallPlan(), classes: 10 })
  const [run] = lab.runs(addFakePopulation(lab, 1, {}, { keepWeights: { keep: 'all' } }))
  lab.start()
  await lab.waitUntilIdle()
  rmSync(join(lab.folder, 'weights'), { recursive: true })
  const model = await refusal(lab, () => client.runs.exportOnnx({ id: run!.id }))
  expect([model.code, model.message]).toEqual([
    'invalid',
    expect.stringMatching(/weights.* is missing\. To get the weights of that run back/),
  ])
  const { file, weightsLeftOut } = await client.studies.exportBundle({ id, weights: true })
  expect([file.name, weightsLeftOut]).toEqual(['study.regbench', 1])
  expect(await client.studies.exportBundle({ id, weights: false })).toMatchObject({ weightsLeftOut: 0 })
})
