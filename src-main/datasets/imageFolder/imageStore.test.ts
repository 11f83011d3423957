import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import type { Dataset } from '../dataset.ts'
import { removeStaleTempFiles } from './imageStore.ts'
import { openDataset } from '../kinds.ts'
import { damaged } from '../testing/hostileFiles.ts'

const newFolder = temporaryFolders()
let folder: string
let cacheDir: string
beforeEach(async () => {
  folder = newFolder()
  cacheDir = join(newFolder(), 'cache')
  for (const [name, shade] of [
    ['a', 20],
    ['b', 90],
  ] as const) {
    mkdirSync(join(folder, name))
    for (let i = 0; i < 4; i++) {
      await sharp({ create: { width: 8, height: 8, channels: 3, background: { r: shade + i, g: 9 * i, b: shade } } })
        .png()
        .toFile(join(folder, name, `${i}.png`))
    }
  }
})

const open = (environment: object = {}) =>
  openDataset({ kind: 'imageFolder', folder, imageSize: 8, testShare: 0.25 }, { cacheDir, ...environment })
async function pixelsOf(dataset: Dataset): Promise<Uint8Array> {
  const pixels = new Uint8Array(6 * 192)
  await dataset.readBatch('train', [...dataset.labels.train.keys()], pixels)
  return pixels
}
/** Opens the set; returns its contents and whether images were decoded. */
async function opened() {
  let decoded = false
  const dataset = await open({ onProgress: () => (decoded = true) })
  const result = { info: dataset.info, labels: dataset.labels, pixels: await pixelsOf(dataset) }
  dataset.close()
  return { result, decoded }
}
const kept = (end: string) =>
  join(
    cacheDir,
    readdirSync(cacheDir).find((name) => name.endsWith(end))!,
  )

function change(file: string, edit: (bytes: Buffer) => Buffer | undefined): void {
  const bytes = readFileSync(file)
  writeFileSync(file, edit(bytes) ?? bytes)
}
const replace = (from: string | RegExp, to: string) => (bytes: Buffer) => {
  const text = bytes.toString('utf8').replace(from, to)
  expect(text).not.toBe(bytes.toString('utf8'))
  return Buffer.from(text)
}

describe('A damaged cache is rebuilt', () => {
  it.each<[string, () => void]>([
    ['records of zeros', () => change(kept('.records'), (bytes) => void bytes.fill(0))],
    ['a flipped bit', () => change(kept('.records'), (bytes) => void (bytes[700]! ^= 4))],
    [
      'two records that changed places',
      () =>
        change(kept('.records'), (bytes) =>
          Buffer.concat([bytes.subarray(192, 384), bytes.subarray(0, 192), bytes.subarray(384)]),
        ),
    ],
    ['records that end early', () => truncateSync(kept('.records'), 1000)],
    ['records that go on', () => truncateSync(kept('.records'), 2000)],
    ['another hash in the index', () => change(kept('.json'), replace(/"hash":"./, '"hash":"x'))],
    ['another label in the index', () => change(kept('.json'), replace('"train":[0,', '"train":[1,'))],
    ['other means in the index', () => change(kept('.json'), replace(/"mean":\[0\./, '"mean":[0.9'))],
    ['an index that ends early', () => truncateSync(kept('.json'), 300)],
    ['an empty index', () => truncateSync(kept('.json'), 0)],
    ['an index without a checksum, as it was once', () => change(kept('.json'), replace(/^.*?"found":(.*)\}$/s, '$1'))],
  ])('%s', async (_, damage) => {
    const first = await opened()
    expect(first.decoded).toBe(true)
    expect(await opened()).toEqual({ result: first.result, decoded: false })
    damage()
    expect(await opened()).toEqual({ result: first.result, decoded: true })
    expect(await opened()).toEqual({ result: first.result, decoded: false })
    expect(readdirSync(cacheDir)).toHaveLength(2)
  })

  it('after any damage', async () => {
    const { result } = await opened()
    for (const file of [kept('.records'), kept('.json')]) {
      const whole = readFileSync(file)
      await fc.assert(
        fc.asyncProperty(damaged(whole), async (bytes) => {
          writeFileSync(file, bytes)
          expect((await opened()).result).toEqual(result)
        }),
        { numRuns: 60 },
      )
    }
  })

  it('for an index without records, too', async () => {
    const decoded: number[] = []
    const info = async () => (await open({ cacheLimitBytes: 10, onProgress: () => decoded.push(1) })).info
    const first = await info()
    expect(await info()).toEqual(first)
    expect(decoded).toHaveLength(2)
    change(kept('.json'), replace(/"hash":"./, '"hash":"x'))
    expect(await info()).toEqual(first)
    expect(decoded).toHaveLength(4)
  })

  it('for a built-in set', async () => {
    const spec = { kind: 'synthetic', trainCount: 20, testCount: 10, imageSize: 8 } as const
    const { info } = await openDataset(spec, { cacheDir })
    change(kept('.json'), replace(/"hash":"./, '"hash":"x'))
    expect((await openDataset(spec, { cacheDir })).info).toEqual(info)
  })
})

describe('While a data set is open', () => {
  it('damaged records are decoded again', async () => {
    ;(await open()).close()
    const dataset = await open()
    const pixels = await pixelsOf(dataset)
    for (const damage of [(bytes: Buffer) => void bytes.fill(0), (bytes: Buffer) => bytes.subarray(0, 500)]) {
      change(kept('.records'), damage)
      expect(await pixelsOf(dataset)).toEqual(pixels)
    }
    dataset.close()
  })

  it.each([{}, { cacheLimitBytes: 10 }])('a changed image is not used in its place', async (environment) => {
    const dataset = await open(environment)
    if (existsSync(kept('.json')) && readdirSync(cacheDir).length === 2)
      change(kept('.records'), (bytes) => void bytes.fill(0))
    for (const name of ['a', 'b'])
      for (let i = 0; i < 4; i++) writeFileSync(join(folder, name, `${i}.png`), readFileSync(join(folder, 'b/3.png')))
    await expect(pixelsOf(dataset)).rejects.toThrow(/png can no longer be used\. Its image has changed\./)
    dataset.close()
  })
})

it('other files in the cache are neither read, replaced nor removed', async () => {
  await opened()
  const [records, notes] = [kept('.records'), join(newFolder(), 'notes')]
  writeFileSync(notes, 'mine')
  const key = records.replace(/\.records$/, '')
  rmSync(records)
  symlinkSync(notes, records)
  await expect(open()).rejects.toThrow(/records cannot be written \(.*no regular file/)
  expect(readFileSync(notes, 'utf8')).toBe('mine')
  const left = `${key}.json.77.0e9f3a52-7d2b-4b5e-9d57-1f2e3d4c5b6a`
  writeFileSync(left, '')
  writeFileSync(join(cacheDir, 'notes.json.77.0e9f3a52-7d2b-4b5e-9d57-1f2e3d4c5b6a'), '')
  removeStaleTempFiles(cacheDir, 78)
  expect(existsSync(left)).toBe(true)
  removeStaleTempFiles(cacheDir, 77)
  expect(readdirSync(cacheDir).filter((name) => name.includes('.77.'))).toEqual([
    'notes.json.77.0e9f3a52-7d2b-4b5e-9d57-1f2e3d4c5b6a',
  ])
  expect(statSync(`${key}.json`).isFile()).toBe(true)
})
