import Database from 'better-sqlite3'
import { createHash, randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { tarGzOf, tarOf, zipOf } from '#main/datasets/testing/archives.ts'
import { bmp24 } from '#main/datasets/testing/bitmaps.ts'
import { cifarPickle } from '#main/datasets/testing/pickles.ts'
import type { LabClient } from '#main/services/client.ts'
import { smallPlan, smallSpace } from '#main/services/testing/benchFixture.ts'
import { newStudy } from '#main/services/testing/newStudy.ts'
import type { Lab } from '#main/testing/openLab.ts'
import { migrate } from '#main/store/migrate.ts'
import { migrations } from '#main/store/migrations/all.ts'
import { digestOf, runCommand, writeStudy } from '#e2e/studyProcess.ts'
import { withLab } from './client.ts'
import { copy } from './files.ts'
import { letWork, type Deed } from './work.ts'

/** Labs and files that are created once and copied or changed by trials. */
export const prepared = {
  /** A lab of two spaces with four trained networks each, notes, a decision and a report. */
  finished: 'finished',
  /** The same lab half way through training. */
  older: 'older',
  /** Its study as a bundle with weights. */
  bundle: 'study.regbench',
  /** Its study as a bundle without weights. */
  smallBundle: 'small.regbench',
  /** Labs that were killed with data in their write-ahead log, by number, and their deeds until then. */
  hot: 'hot',
  /** A lab with one run paused at a checkpoint. */
  paused: 'paused',
  /** A lab of the first schema. */
  legacy: 'legacy',
  /** A small study file. */
  study: 'study.json',
  images: 'images',
  /** The same pictures in less common formats. */
  otherImages: 'otherImages',
  /** The same folders as archives: pets.zip, pets.tar and pets.tgz. */
  archives: 'archives',
  idx: 'idx',
  idxPacked: 'idxPacked',
  cifar: 'cifar',
  cifarPython: 'cifarPython',
  /** The digests of undisturbed runs. */
  digests: 'digests.json',
} as const

/** Number of killed labs. */
export const hotLabs = 4

/** The digests of undisturbed runs. */
export interface Digests {
  /** Of the fake workload. */
  work: string
  /** Of the command-line study. */
  study: string
  /** Of the run paused at a checkpoint. */
  paused: string
}

export const readDigests = (fixtures: string): Digests =>
  JSON.parse(readFileSync(join(fixtures, prepared.digests), 'utf8')) as Digests

/** Creates all fixtures in a new folder. */
export async function prepareFixtures(folder: string): Promise<void> {
  mkdirSync(folder)
  const at = (name: string) => join(folder, name)
  writeStudy(folder)
  const study = runCommand('study', at(prepared.study), '--out', at('whole'), '--json', '--trainers', '1')
  await prepareDatasets(folder)
  makeLegacy(at(prepared.legacy))
  const [, paused, work] = await Promise.all([makeFinished(at), makePaused(at(prepared.paused)), makeWork(at)])
  const digests: Digests = { work, paused, study: digestOf(await study) }
  writeFileSync(at(prepared.digests), JSON.stringify(digests))
}

/** Creates the data sets among them in an existing folder. */
export async function prepareDatasets(folder: string): Promise<void> {
  const at = (name: string) => join(folder, name)
  makeDatasets(folder, at)
  await makeImages(at(prepared.images))
  await makeOtherImages(at(prepared.images), at(prepared.otherImages))
  makeArchives(at(prepared.images), at(prepared.archives))
}

/** Trains everything in the queue. */
export async function trainAll(lab: Lab): Promise<void> {
  lab.resume()
  lab.start()
  await lab.waitUntilIdle()
}

const tiny = () => smallPlan({ epochs: 3 })

async function makeFinished(at: (name: string) => string): Promise<void> {
  const dataDir = at(prepared.finished)
  const studyId = await withLab({ dataDir, trainers: 1 }, async (lab, client) => {
    const plan = tiny()
    const { id } = await newStudy(client, {
      ...{ name: 'study', plan },
      spaces: [smallSpace('AnyNetX_A'), smallSpace('RegNetX')],
    })
    await addPopulation(client, id, 0)
    await trainAll(lab)
    return id
  })
  copy(dataDir, at(prepared.older))
  await withLab({ dataDir, trainers: 1 }, async (lab, client) => {
    await addPopulation(client, studyId, 1)
    await trainAll(lab)
    await decide(client, studyId)
    for (const weights of [true, false]) {
      const { file } = await client.studies.exportBundle({ id: studyId, weights })
      writeFileSync(at(weights ? prepared.bundle : prepared.smallBundle), Buffer.from(await file.arrayBuffer()))
    }
  })
}

async function addPopulation(client: LabClient, studyId: number, place: number): Promise<void> {
  const spaces = await client.spaces.list({ studyId })
  const request = { spaceId: spaces[place]!.id, name: `population ${place}`, count: 4, seed: 3 + place, plan: tiny() }
  await client.populations.add({ request: { ...request, keepWeights: { keep: 'all' } }, start: false })
}

/** Adds a note, tags, a refinement with its decision and a report. */
async function decide(client: LabClient, studyId: number): Promise<void> {
  await client.studies.note({ id: studyId, text: 'What we saw.' })
  await client.runs.tag({ runIds: [1, 2], add: ['wide'], remove: [] })
  await client.runs.annotate({ id: 3, note: 'look again', basedOn: '' })
  const [first, second] = await client.spaces.list({ studyId })
  const { id } = await client.refinements.begin({ studyId, spaceId: first!.id })
  const state = { seen: [1, 2, 3] }
  const begun = { step: 'sample', refinedSpaceId: null, state: {} }
  await client.refinements.save({ id, step: 'decide', refinedSpaceId: second!.id, state, basedOn: begun })
  const basedOn = { refinedSpaceId: second!.id, state: 'draft', reason: null }
  const decided = { decision: 'accepted', reason: 'as good and simpler', evidence: { p: 0.5 } } as const
  await client.refinements.decide({ id, ...decided, basedOn })
  const populationIds = (await client.populations.list({ studyId })).map((population) => population.id)
  const blocks = [{ kind: 'figure', figure: 'edf', caption: 'Errors' } as const]
  await client.reports.add({ studyId, document: { title: 'Report', language: 'en', populationIds, blocks } })
}

/** Creates the paused lab and returns the digest of its run if the checkpoint stays intact. */
async function makePaused(dataDir: string): Promise<string> {
  await withLab({ dataDir, trainers: 1 }, async (lab, client) => {
    const plan = tiny()
    const { id } = await newStudy(client, { name: 'paused', plan, spaces: [smallSpace('RegNetX')] })
    const [space] = await client.spaces.list({ studyId: id })
    const request = { spaceId: space!.id, name: 'p', count: 1, seed: 3, plan, keepWeights: { keep: 'all' } as const }
    await client.populations.add({ request, start: true })
    while ((await client.queue.status()).active.length === 0) await delay(5)
    await client.runs.act({ scope: {}, action: 'pauseAfterEpoch' })
    await lab.waitUntilIdle()
  })
  const whole = copy(dataDir, `${dataDir}-whole`)
  return withLab({ dataDir: whole, trainers: 1 }, async (lab) => {
    await trainAll(lab)
    return lab.run(1).digest!
  })
}

/** Creates a lab killed during the workload and returns the workload's digest. */
async function makeWork(at: (name: string) => string): Promise<string> {
  const deeds = await letWork('train', { folder: at('work'), deeds: at('work.deeds') })
  const digest = deeds.findLast(({ idle }) => idle !== undefined)?.idle
  if (typeof digest !== 'string') throw new Error(`the workload does not end: ${JSON.stringify(deeds.at(-1))}`)
  for (let i = 0; i < hotLabs; i++) await makeHot(at(`${prepared.hot}${i}`), at(`${prepared.hot}${i}.deeds`))
  return digest
}

/** Creates a lab killed after it finished a run, repeating until its log contains data. */
async function makeHot(folder: string, deeds: string): Promise<void> {
  let done: Deed[]
  do {
    for (const path of [folder, deeds]) rmSync(path, { recursive: true, force: true })
    done = await letWork('train', { folder, deeds, killAfterMs: 500 + 100 * randomInt(10) })
  } while (!existsSync(join(folder, 'lab.sqlite-wal')) || !done.some(({ finished }) => finished !== undefined))
}

function makeLegacy(folder: string): void {
  mkdirSync(folder)
  const db = new Database(join(folder, 'lab.sqlite'))
  migrate(db, migrations.slice(0, 1))
  const add = db.prepare(`INSERT INTO studies (name, definition, createdAt) VALUES (?, ?, 1)`)
  for (let i = 0; i < 200; i++) add.run(`study ${i}`, JSON.stringify({ seed: i, text: 'x'.repeat(2000) }))
  db.close()
}

async function makeImages(folder: string): Promise<void> {
  const size = 20
  for (const [k, name] of ['cats', 'dogs'].entries()) {
    mkdirSync(join(folder, name), { recursive: true })
    for (let i = 0; i < 12; i++) {
      const pixels = Buffer.from(Array.from({ length: 3 * size * size }, (_, j) => (j * (7 + i) + 90 * k) & 255))
      const image = sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
      const format = (['png', 'jpeg', 'webp'] as const)[i % 3]!
      await image.toFormat(format).toFile(join(folder, name, `${i}.${format}`))
    }
  }
}

async function makeOtherImages(from: string, folder: string): Promise<void> {
  mkdirSync(join(folder, 'cats'), { recursive: true })
  for (const name of readdirSync(join(from, 'cats'))) {
    const { data, info } = await sharp(join(from, 'cats', name))
      .raw()
      .toBuffer({ resolveWithObject: true })
    const at = join(folder, 'cats', name.split('.')[0]!)
    writeFileSync(
      `${at}.bmp`,
      bmp24(info.width, info.height, (x, y) => [...data.subarray(3 * (y * info.width + x)).subarray(0, 3)]),
    )
    await sharp(join(from, 'cats', name))
      .tiff({ compression: 'lzw' })
      .toFile(`${at}.tiff`)
  }
}

function makeArchives(from: string, folder: string): void {
  mkdirSync(folder)
  const files = ['cats', 'dogs'].flatMap((name) =>
    readdirSync(join(from, name)).map((file) => ({
      path: `pets/${name}/${file}`,
      bytes: readFileSync(join(from, name, file)),
    })),
  )
  writeFileSync(join(folder, 'pets.zip'), zipOf(files))
  writeFileSync(join(folder, 'pets.tar'), tarOf(files))
  writeFileSync(join(folder, 'pets.tgz'), tarGzOf(files))
}

function makeDatasets(folder: string, at: (name: string) => string): void {
  for (const name of [prepared.idx, prepared.idxPacked, prepared.cifar, prepared.cifarPython]) mkdirSync(at(name))
  for (const [prefix, count] of [
    ['train', 20],
    ['t10k', 10],
  ] as const) {
    const images = idx(0x803, [count, 8, 8], bytesOf(count * 64))
    const labels = idx(0x801, [count], Buffer.from(Array.from({ length: count }, (_, i) => i % 2)))
    for (const [file, bytes] of [
      [`${prefix}-images-idx3-ubyte`, images],
      [`${prefix}-labels-idx1-ubyte`, labels],
    ] as const) {
      writeFileSync(join(at(prepared.idx), file), bytes)
      writeFileSync(join(at(prepared.idxPacked), `${file}.gz`), gzipSync(bytes))
    }
  }
  for (const file of ['data_batch_1.bin', 'test_batch.bin']) {
    const records = Array.from({ length: 3 }, (_, i) => Buffer.concat([Buffer.from([i]), bytesOf(3072)]))
    writeFileSync(join(folder, prepared.cifar, file), Buffer.concat(records))
    const pickle = cifarPickle('labels', [0, 1, 2], bytesOf(3 * 3072))
    writeFileSync(join(folder, prepared.cifarPython, file.replace('.bin', '')), pickle)
  }
}

function idx(magic: number, sizes: readonly number[], values: Buffer): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length)
  header.writeUInt32BE(magic)
  sizes.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i))
  return Buffer.concat([header, values])
}

const bytesOf = (count: number): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.ceil(count / 32) }, (_, i) => createHash('sha256').update(`${count} ${i}`).digest()),
  ).subarray(0, count)
