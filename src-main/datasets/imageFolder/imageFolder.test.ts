import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { englishText } from '#shared/sentences/sentence.ts'
import type { Dataset, OpenEnvironment } from '../dataset.ts'
import type { DatasetSpecInput } from '#shared/datasets/datasetSpec.ts'
import { openDataset } from '../kinds.ts'

let root: string
let folder: string
let cacheDir: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'regbench-'))
  folder = join(root, 'images')
  cacheDir = join(root, 'cache')
})
afterEach(() => rmSync(root, { recursive: true }))

type Rgb = [number, number, number]
async function image(file: string, [r, g, b]: Rgb, width = 20, height = 14): Promise<void> {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  await sharp({ create: { width, height, channels: 3, background: { r, g, b } } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toFormat(file.endsWith('.png') ? 'png' : file.endsWith('.webp') ? 'webp' : 'jpeg')
    .toFile(join(folder, file))
}
async function twoClasses(): Promise<void> {
  for (let i = 0; i < 10; i++) {
    await image(`cat/${i}.png`, [10 * i, 0, 0])
    await image(`dog/${i}.jpg`, [0, 10 * i, 200])
  }
}
const open = (options: Partial<DatasetSpecInput> = {}, environment: OpenEnvironment = { cacheDir }) =>
  openDataset({ kind: 'imageFolder', folder, imageSize: 8, ...options } as DatasetSpecInput, environment)
async function trainPixels(dataset: Dataset): Promise<Uint8Array> {
  const indices = [...dataset.labels.train.keys()]
  const pixels = new Uint8Array(192 * indices.length)
  await dataset.readBatch('train', indices, pixels)
  return pixels
}

describe('a folder of images', () => {
  it('is read from class folders, holding out a share of each class', async () => {
    await twoClasses()
    const { info, labels } = await open({ testShare: 0.3 })
    expect(info).toMatchObject({
      name: 'images',
      classNames: ['cat', 'dog'],
      imageSize: 8,
      trainCount: 14,
      testCount: 6,
    })
    expect([...labels.test].sort()).toEqual([0, 0, 0, 1, 1, 1])
  })
  it.each(['test', 'val'])('is read from train and %s folders', async (part) => {
    await image('train/a/1.jpg', [255, 0, 0])
    await image('train/b/1.webp', [0, 0, 255])
    await image(`${part}/b/2.png`, [0, 255, 0])
    const { info, labels } = await open()
    expect([info.trainCount, info.testCount]).toEqual([2, 1])
    expect([...labels.test]).toEqual([1])
  })
  it('yields planar RGB of the upright centre from any format', async () => {
    const halves = Buffer.from(Array.from({ length: 24 * 8 * 3 }, (_, i) => (Math.floor(i / 3) % 24 < 12 ? 50 : 150)))
    mkdirSync(join(folder, 'train/a'), { recursive: true })
    const wide = sharp(halves, { raw: { width: 24, height: 8, channels: 3 } })
    await wide.clone().png().toFile(join(folder, 'train/a/wide.png'))
    await wide
      .clone()
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100 })
      .toFile(join(folder, 'train/a/turned.jpg'))
    await wide.clone().greyscale().png().toFile(join(folder, 'train/a/grey.png'))
    await image('train/b/1.png', [1, 2, 3])
    await image('test/b/1.png', [0, 0, 0])
    const dataset = await open()
    const pixels = await trainPixels(dataset)
    const plane = (record: number, channel: number) =>
      pixels.subarray(record * 192 + channel * 64, record * 192 + channel * 64 + 64)
    const sides = Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 50 : 150))
    // In order of names: grey, turned, wide.
    for (const channel of [0, 1, 2]) for (const record of [0, 2]) expect([...plane(record, channel)]).toEqual(sides)
    expect([plane(1, 0)[0]! < 60, plane(1, 0)[7]! < 60, plane(1, 0)[63]! > 140]).toEqual([true, true, true])
    expect([0, 1, 2].map((channel) => plane(3, channel)[20])).toEqual([1, 2, 3])
  })
  it('is identical when caching, from the cache, in memory and decoded per batch', async () => {
    await twoClasses()
    const environments = [{ cacheDir }, { cacheDir }, {}, { cacheDir, cacheLimitBytes: 10 }, { cacheLimitBytes: 10 }]
    const seen: unknown[] = []
    for (const environment of environments) {
      const dataset = await open({}, environment)
      seen.push({ info: dataset.info, pixels: await trainPixels(dataset) })
      dataset.close()
    }
    for (const other of seen) expect(other).toEqual(seen[0])
  })
  it('is decoded once: a second opening reads the cache', async () => {
    await twoClasses()
    const progress: number[] = []
    const environment = { cacheDir, onProgress: (done: number) => progress.push(done) }
    ;(await open({}, environment)).close()
    expect(progress.at(-1)).toBe(20)
    progress.length = 0
    ;(await open({}, environment)).close()
    expect(progress).toEqual([])
  })
  it('is decoded again if a file changes or the cache is damaged', async () => {
    await twoClasses()
    const first = await open()
    await image('cat/3.png', [99, 99, 99])
    utimesSync(join(folder, 'cat/3.png'), 1, 1)
    const second = await open()
    expect(second.info.hash).not.toBe(first.info.hash)
    for (const name of readdirSync(cacheDir)) writeFileSync(join(cacheDir, name), 'x')
    expect((await open()).info).toEqual(second.info)
  })
  it('leaves no partial file behind when refused', async () => {
    await twoClasses()
    writeFileSync(join(folder, 'dog/bad.jpg'), 'no picture')
    await expect(open()).rejects.toThrow('bad.jpg')
    expect(readdirSync(cacheDir)).toEqual([])
  })
})

describe('a damaged image among intact ones', () => {
  beforeEach(async () => {
    await twoClasses()
    await image('dog/whole.jpg', [5, 6, 7], 200, 200)
    const bytes = readFileSync(join(folder, 'dog/whole.jpg'))
    writeFileSync(join(folder, 'dog/cut.jpg'), bytes.subarray(0, bytes.length / 2))
    writeFileSync(join(folder, 'dog/text.png'), 'this is no picture')
    writeFileSync(join(folder, 'dog/empty.webp'), '')
  })
  it('is named and skipped on request', async () => {
    const { info } = await open({ onCorrupt: 'skip' })
    expect(info.trainCount + info.testCount).toBe(21)
    expect(info.skipped.map(({ file }) => file).sort()).toEqual(['dog/cut.jpg', 'dog/empty.webp', 'dog/text.png'])
    for (const { reason } of info.skipped) expect(englishText(reason)).not.toBe('')
    const again = await open({ onCorrupt: 'skip' })
    expect(again.info).toEqual(info)
  })
  it('is named and refused by default', async () => {
    await expect(open()).rejects.toThrow(
      /3 files of .* cannot be used\. dog\/cut.* dog\/empty.* dog\/text.* Replace or remove them, or leave out .*onCorrupt/,
    )
  })
})

describe('bad input gets a message', () => {
  it.each<[string, () => Promise<void> | void, Partial<DatasetSpecInput>, RegExp]>([
    ['missing folder', () => undefined, {}, /images does not exist: check the path/],
    ['a file for a folder', () => writeFileSync(folder, ''), {}, /is a file: give the folder/],
    [
      'no class folders',
      () => {
        mkdirSync(folder)
      },
      {},
      /has 0 class folders: give a folder with one folder/,
    ],
    [
      'a class without images',
      async () => {
        await twoClasses()
        mkdirSync(join(folder, 'eel'))
      },
      {},
      /no training image of the class eel: add images/,
    ],
    [
      'a class known only to the test images',
      async () => {
        await image('train/a/1.png', [0, 0, 0])
        await image('train/b/1.png', [0, 0, 0])
        await image('test/c/1.png', [0, 0, 0])
      },
      {},
      /has the class c, which train lacks/,
    ],
    [
      'a share beside test images',
      async () => {
        await image('train/a/1.png', [0, 0, 0])
        await image('train/b/1.png', [0, 0, 0])
        await image('test/a/1.png', [0, 0, 0])
      },
      { testShare: 0.2 },
      /has test images of its own, in test: leave testShare out/,
    ],
    [
      'too few images to hold any out',
      async () => {
        await image('a/1.png', [0, 0, 0])
        await image('b/1.png', [0, 0, 0])
      },
      {},
      /has no test images: add some/,
    ],
    ['an unknown option', () => undefined, { resizeTo: 3 } as object, /^invalid data set: resizeTo: not known/],
    ['an image size of 4', () => undefined, { imageSize: 4 }, /^invalid data set: imageSize is 4 \(at least 8\)/],
  ])('%s', async (_, prepare, options, message) => {
    await prepare()
    await expect(open(options)).rejects.toThrow(message)
    await expect(open(options)).rejects.toHaveProperty('name', 'DatasetError')
  })
  it('a read-only cache folder', async () => {
    await twoClasses()
    writeFileSync(cacheDir, 'a file')
    await expect(open()).rejects.toThrow(/cannot be written \(.*\): free some space or choose another cache folder/)
  })
})
