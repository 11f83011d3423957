import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Dataset, Split } from '../dataset.ts'
import { recordBytes } from '../dataset.ts'
import { openDataset } from '../kinds.ts'

const all = (dataset: Dataset, split: Split) => {
  const { length } = dataset.labels[split]
  const bytes = new Uint8Array(length * recordBytes(dataset.info.imageSize))
  void dataset.readBatch(
    split,
    Array.from({ length }, (_, i) => i),
    bytes,
  )
  return bytes
}
const open = (options: object = {}) => openDataset({ kind: 'synthetic', trainCount: 2000, testCount: 300, ...options })

describe('the built-in set', () => {
  it('repeats bit for bit for a seed and differs for another', async () => {
    const [first, again, other] = await Promise.all([open(), open(), open({ seed: 2 })])
    expect(again.info).toEqual(first.info)
    expect(again.info.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(other.info.hash).not.toBe(first.info.hash)
    expect(all(again, 'test')).toEqual(all(first, 'test'))
  })
  it('caches its measurements and nothing else', async () => {
    const cacheDir = mkdtempSync(join(tmpdir(), 'regbench-synthetic-'))
    try {
      const options = { kind: 'synthetic', trainCount: 40, testCount: 10 } as const
      const first = await openDataset(options, { cacheDir })
      // A change here affects every study on the built-in images: increment their version.
      expect(first.info.hash).toBe('66d479f21860739f6fdaec687d91de4134cfd36c99248f26d5c0198f1425af75')
      const [file] = readdirSync(cacheDir)
      const again = await openDataset(options, { cacheDir })
      expect(again.info).toEqual(first.info)
      expect(all(again, 'train')).toEqual(all(await openDataset(options), 'train'))
      expect(readdirSync(cacheDir)).toEqual([file])
      writeFileSync(join(cacheDir, file!), '{"hash": 5')
      expect((await openDataset(options, { cacheDir })).info).toEqual(first.info)
    } finally {
      rmSync(cacheDir, { recursive: true })
    }
  })
  it('opens even if the cache cannot be written', async () => {
    const { info } = await openDataset(
      { kind: 'synthetic', trainCount: 40, testCount: 10 },
      { cacheDir: '/dev/null/x' },
    )
    expect(info.trainCount).toBe(40)
  })
  it('starts with the images of a smaller set of the same seed', async () => {
    const small = all(await open({ trainCount: 50 }), 'train')
    expect(all(await open(), 'train').subarray(0, small.length)).toEqual(small)
  })
  it.each([8, 17, 64])('has ten balanced classes at %d pixels', async (imageSize) => {
    const dataset = await open({ imageSize, trainCount: 100, testCount: 20 })
    expect(dataset.info).toMatchObject({ imageSize, trainCount: 100, testCount: 20 })
    expect(dataset.info.classNames).toHaveLength(10)
    for (let c = 0; c < 10; c++) expect(dataset.labels.train.filter((label) => label === c)).toHaveLength(10)
    expect(all(dataset, 'train')).toHaveLength(100 * 3 * imageSize ** 2)
  })
  it('defeats the nearest mean image and colour histogram, and mostly the nearest image', async () => {
    const dataset = await open()
    const [train, test] = [all(dataset, 'train'), all(dataset, 'test')]
    const size = recordBytes(16)
    const rows = (bytes: Uint8Array) =>
      Array.from({ length: bytes.length / size }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
    const histogram = (row: Uint8Array) => {
      const bins = new Float64Array(48)
      row.forEach((value, i) => bins[16 * Math.floor(i / 256) + (value >> 4)]!++)
      return bins
    }
    const trainRows = rows(train)
    const trainHistograms = trainRows.map(histogram)
    const error = (guess: (row: Uint8Array) => number) =>
      rows(test).filter((row, i) => guess(row) !== dataset.labels.test[i]).length / dataset.info.testCount
    const means = classMeans(trainRows, dataset.labels.train)
    expect(error((row) => nearest(row, means))).toBeGreaterThan(0.7)
    expect(error((row) => dataset.labels.train[nearest(row, trainRows)]!)).toBeGreaterThan(0.6)
    expect(error((row) => dataset.labels.train[nearest(histogram(row), trainHistograms)]!)).toBeGreaterThan(0.7)
  })
})

function classMeans(rows: Uint8Array[], labels: Uint16Array): Float64Array[] {
  const means = Array.from({ length: 10 }, () => new Float64Array(rows[0]!.length))
  rows.forEach((row, i) => row.forEach((value, j) => (means[labels[i]!]![j]! += (10 * value) / rows.length)))
  return means
}

function nearest(row: ArrayLike<number>, candidates: ArrayLike<number>[]): number {
  let best = 0
  let least = Infinity
  candidates.forEach((candidate, index) => {
    let distance = 0
    for (let j = 0; j < row.length && distance < least; j++) distance += (row[j]! - candidate[j]!) ** 2
    if (distance < least) [best, least] = [index, distance]
  })
  return best
}

it('refuses more images than fit in memory', async () => {
  const spec = { kind: 'synthetic', trainCount: 1_000_000, testCount: 10, imageSize: 64 } as const
  await expect(openDataset(spec)).rejects.toThrow(/^1000010 images of 64 pixels take more than the 8 GB/)
})
