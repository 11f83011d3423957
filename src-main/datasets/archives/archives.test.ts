import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import type { Dataset, OpenEnvironment } from '../dataset.ts'
import { openDataset } from '../kinds.ts'
import { readTar } from './tarArchive.ts'
import { tarGzOf, tarOf, zipOf, type PackedFile } from '../testing/archives.ts'

const newFolder = temporaryFolders()
let pictures: Buffer[]
let folder: string
beforeAll(async () => {
  pictures = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      sharp({ create: { width: 9, height: 7, channels: 3, background: { r: 20 * i, g: 9, b: 255 - i } } })
        .png()
        .toBuffer(),
    ),
  )
})
beforeEach(() => void (folder = newFolder()))

function put(file: string, bytes: Uint8Array): string {
  const path = join(folder, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}
/** Two classes of six images under `within`. */
const images = (within = '', [a, b] = ['cat', 'dog']) =>
  pictures.map((bytes, i) => ({ path: `${within}${i < 6 ? a : b}/${i}.png`, bytes }))

const open = (path: string, environment: OpenEnvironment = {}, onCorrupt: 'skip' | 'refuse' = 'refuse') =>
  openDataset({ kind: 'imageFolder', folder: path, imageSize: 8, onCorrupt, testShare: 0.25 }, environment)
const infoOf = async (path: string, ...rest: [OpenEnvironment?, ('skip' | 'refuse')?]) => {
  const dataset = await open(path, ...rest)
  dataset.close()
  return dataset.info
}
async function pixelsOf(dataset: Dataset): Promise<number[]> {
  const pixels = new Uint8Array(dataset.info.trainCount * 3 * dataset.info.imageSize ** 2)
  await dataset.readBatch('train', [...dataset.labels.train.keys()], pixels)
  return [...pixels]
}

describe('an archive of class folders', () => {
  const packers: [string, (files: ReturnType<typeof images>) => Buffer][] = [
    ['zip', zipOf],
    ['tar', tarOf],
    ['tar.gz', tarGzOf],
    ['tgz', tarGzOf],
    ['ZIP', zipOf],
  ]
  it.each(packers)('.%s equals the data set of the packed folder', async (ending, pack) => {
    for (const { path, bytes } of images('plain/')) put(path, bytes)
    const plain = await open(join(folder, 'plain'))
    const seen = { ...plain.info, name: 'pets' }
    for (const within of ['', 'pets/']) {
      const archive = put(`pets.${ending}`, pack(images(within)))
      for (const environment of [{}, { cacheDir: join(folder, 'cache') }, { cacheLimitBytes: 10 }]) {
        const dataset = await open(archive, environment)
        expect(dataset.info).toEqual(seen)
        expect(await pixelsOf(dataset)).toEqual(await pixelsOf(plain))
        dataset.close()
      }
    }
  })
  it.each(packers)('.%s is decoded once, and damaged cache entries are read again', async (ending, pack) => {
    const archive = put(`pets.${ending}`, pack(images()))
    const cacheDir = join(folder, 'cache')
    const first = await open(archive, { cacheDir })
    const pixels = await pixelsOf(first)
    const read: number[] = []
    const second = await open(archive, { cacheDir, onProgress: (done) => read.push(done) })
    expect(read).toEqual([])
    const records = readdirSync(cacheDir).find((name) => name.endsWith('.records'))!
    writeFileSync(join(cacheDir, records), readFileSync(join(cacheDir, records)).fill(7, 0, 100))
    expect(await pixelsOf(second)).toEqual(pixels)
    second.close()
    first.close()
  })
  it('is read again after it changes', async () => {
    const cacheDir = join(folder, 'cache')
    const before = await infoOf(put('pets.tgz', tarGzOf(images())), { cacheDir })
    const after = await infoOf(put('pets.tgz', tarGzOf(images('', ['dog', 'cat']))), { cacheDir })
    expect(after.hash).not.toBe(before.hash)
  })
  it('skips macOS metadata', async () => {
    const extra = [
      { path: '__MACOSX/pets/cat/._0.png', bytes: Buffer.from('x') },
      { path: 'pets/.DS_Store', bytes: Buffer.from('x') },
      { path: 'pets/cat/._1.png', bytes: Buffer.from('x') },
    ]
    const info = await infoOf(put('pets.zip', zipOf([...images('pets/'), ...extra])))
    expect(info).toMatchObject({ classNames: ['cat', 'dog'], trainCount: 9, testCount: 3, skipped: [] })
  })
  it.each<[string, (name: string) => PackedFile['path']]>([
    ['in UTF-8', (name) => name],
    ['in UTF-8 taken apart, which is not told', (name) => Buffer.from(name.normalize('NFD'))],
    [
      'of a Korean Windows',
      (name) => Buffer.from(name.replace('사과', '\xbb\xe7\xb0\xfa').replace('배', '\xb9\xe8'), 'latin1'),
    ],
  ])('keeps Korean names %s', async (_, named) => {
    const files = images('', ['사과', '배']).map(({ path, bytes }) => ({ path: named(path), bytes }))
    expect((await infoOf(put('과일.zip', zipOf(files)))).classNames.sort()).toEqual(['배', '사과'])
  })
})

describe('a malicious archive', () => {
  const outside = ['../../etc/cat/x.png', '/etc/cat/x.png', 'C:/cat/x.png', 'cat/../../x.png']
  it.each([
    ['zip', zipOf],
    ['tar.gz', tarGzOf],
  ])('.%s cannot reach outside itself', async (ending, pack) => {
    const files = [...images(), ...outside.map((path) => ({ path, bytes: pictures[0]! }))]
    expect(await infoOf(put(`x.${ending}`, pack(files)))).toMatchObject({ trainCount: 9, testCount: 3, skipped: [] })
  })
  it('has links that are not followed', async () => {
    const link = { path: 'cat/link.png', bytes: Buffer.alloc(0), type: 'SymbolicLink' as const }
    expect(await infoOf(put('x.tar', tarOf([...images(), link])))).toMatchObject({ trainCount: 9, testCount: 3 })
  })
  it('unpacks no more than the declared size of each file', async () => {
    const bomb = { path: 'cat/bomb.png', bytes: Buffer.alloc(50_000_000), size: 1000 }
    const archive = put('x.zip', zipOf([...images(), bomb]))
    await expect(open(archive)).rejects.toThrow(/x\.zip\/cat\/bomb\.png cannot be used\. It cannot be unpacked/)
    expect((await infoOf(archive, {}, 'skip')).skipped.map(({ file }) => file)).toEqual(['cat/bomb.png'])
  })
  it('declares a file larger than an image may be', async () => {
    const bomb = { path: 'cat/bomb.png', bytes: Buffer.alloc(10), size: 2 ** 30 }
    await expect(open(put('x.zip', zipOf([...images(), bomb])))).rejects.toThrow(/has 1024 MB; at most 256 MB/)
  })
  it('unpacks to more than the limit', async () => {
    const archive = put('x.tgz', tarGzOf([{ path: 'a/x.png', bytes: Buffer.alloc(5_000_000) }]))
    const stamp = { bytes: 1, modifiedMs: 1 }
    await expect(readTar(archive, stamp, undefined, 4_000_000)).rejects.toThrow(/x\.tgz unpacks to more than .* GB/)
  })
  it('is compressed twice', async () => {
    await expect(open(put('x.tgz', gzipSync(tarGzOf(images()))))).rejects.toThrow(/\(it is packed twice\)/)
  })
  it('is encrypted', async () => {
    const [first, ...others] = images()
    const archive = put('x.zip', zipOf([{ ...first!, flags: 0x801 }, ...others]))
    await expect(open(archive)).rejects.toThrow(/It is encrypted/)
  })
  it.each([
    ['zip', zipOf],
    ['tar', tarOf],
    ['tgz', tarGzOf],
  ])('.%s is truncated or of another format', async (ending, pack) => {
    const whole = pack(images())
    for (const bytes of [whole.subarray(0, whole.length / 2), Buffer.from('no archive'), Buffer.alloc(0)]) {
      await expect(open(put(`x.${ending}`, bytes))).rejects.toThrow(
        /x\.\w+ cannot be read as an archive \(.+\): download/,
      )
      await expect(open(put(`x.${ending}`, bytes))).rejects.toHaveProperty('name', 'DatasetError')
    }
  })
  it('is nested too deeply', async () => {
    const deep = { path: `cat/${'x/'.repeat(40)}x.png`, bytes: pictures[0]! }
    await expect(open(put('x.zip', zipOf([...images(), deep])))).rejects.toThrow(/is more than 32 folders deep/)
  })
})

it('refuses a file that is not an archive', async () => {
  await expect(open(put('x.rar', Buffer.from('x')))).rejects.toThrow(
    /x\.rar is a file: give the folder .* or an archive/,
  )
})
