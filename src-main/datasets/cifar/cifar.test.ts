import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataset } from '../kinds.ts'
import { tarGzOf, zipOf } from '../testing/archives.ts'
import { cifarPickle, python2Pickle } from '../testing/pickles.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'regbench-'))))
afterEach(() => rmSync(folder, { recursive: true }))

/** A CIFAR record: label bytes, then an image whose every byte identifies its position. */
const record = (labels: number[], shade: number) =>
  Buffer.concat([Buffer.from(labels), Buffer.from(Array.from({ length: 3072 }, (_, i) => (i + shade) % 256))])
const write = (name: string, ...records: Buffer[]) => writeFileSync(join(folder, name), Buffer.concat(records))

function writeCifar10(): void {
  write('data_batch_1.bin', record([3], 0), record([9], 1))
  write('data_batch_2.bin', record([0], 2))
  write('test_batch.bin', record([5], 3), record([1], 4))
}

describe('CIFAR-10', () => {
  it('is read in order across all batches', async () => {
    writeCifar10()
    const dataset = await openDataset({ kind: 'cifar10', folder })
    expect(dataset.info).toMatchObject({ name: 'CIFAR-10', imageSize: 32, trainCount: 3, testCount: 2, skipped: [] })
    expect(dataset.info.classNames[9]).toBe('truck')
    expect([...dataset.labels.train]).toEqual([3, 9, 0])
    const pixels = new Uint8Array(2 * 3072)
    expect(dataset.readBatch('train', [2, 1], pixels)).toBeUndefined()
    expect([pixels[0], pixels[1], pixels[3072], pixels[6143]]).toEqual([2, 3, 1, 0])
    dataset.close()
  })
  it('has the mean and standard deviation of its training pixels', async () => {
    writeCifar10()
    const { mean, std } = (await openDataset({ kind: 'cifar10', folder })).info
    // Every plane of every image contains each byte value four times.
    for (const value of mean) expect(value).toBeCloseTo(0.5, 12)
    for (const value of std) expect(value).toBeCloseTo(Math.sqrt((256 ** 2 - 1) / 12) / 255, 12)
  })
  it("takes names from batches.meta.txt, in the archive's folder or its parent", async () => {
    const around = folder
    folder = join(around, 'cifar-10-batches-bin')
    mkdirSync(folder)
    writeCifar10()
    writeFileSync(join(folder, 'batches.meta.txt'), 'a b c d e f g h i j'.replaceAll(' ', '\n') + '\n\n')
    const inside = await openDataset({ kind: 'cifar10', folder })
    folder = around
    const outside = await openDataset({ kind: 'cifar10', folder })
    expect(outside.info).toEqual(inside.info)
    expect(outside.info.classNames.join('')).toBe('abcdefghij')
  })
  it('has a hash that depends on pixels and labels but not on names', async () => {
    const hash = async () => (await openDataset({ kind: 'cifar10', folder })).info.hash
    writeCifar10()
    const first = await hash()
    writeFileSync(join(folder, 'batches.meta.txt'), 'a b c d e f g h i j'.replaceAll(' ', '\n'))
    expect(await hash()).toBe(first)
    write('data_batch_2.bin', record([1], 2))
    const relabelled = await hash()
    write('data_batch_2.bin', record([0], 7))
    expect(new Set([first, relabelled, await hash()]).size).toBe(3)
  })
  it.each<[string, () => void, RegExp]>([
    ['a missing folder', () => (folder += '-none'), /-none does not exist: check the path/],
    ['a missing batch', () => write('data_batch_4.bin', record([1], 1)), /data_batch_3.bin is missing in .*unpacked/],
    [
      'a truncated batch',
      () => write('data_batch_2.bin', record([1], 1).subarray(0, 3000)),
      /data_batch_2.bin has 3000 bytes.*3073 bytes.*download/,
    ],
    [
      'a batch of an absurd number',
      () => write('data_batch_99999999.bin', record([1], 1)),
      /data_batch_3\.bin is missing in/,
    ],
    [
      'one beyond all lists',
      () => write('data_batch_5000000000.bin', record([1], 1)),
      /data_batch_3\.bin is missing in/,
    ],
    [
      'more records than can be kept',
      () => truncateSync(join(folder, 'data_batch_2.bin'), 3073 * 5_000_000),
      /data_batch_2\.bin brings the data set to 5000002 images, more than 5000000/,
    ],
    [
      'gigabytes that are no records',
      () => truncateSync(join(folder, 'data_batch_2.bin'), 2 ** 31 + 1),
      /has 2147483649 bytes, not a whole number/,
    ],
    [
      'a folder in place of a batch',
      () => {
        rmSync(join(folder, 'data_batch_2.bin'))
        mkdirSync(join(folder, 'data_batch_2.bin'))
      },
      /data_batch_2\.bin cannot be used\. It is a folder/,
    ],
    [
      'a device in place of a batch',
      () => {
        rmSync(join(folder, 'test_batch.bin'))
        symlinkSync('/dev/zero', join(folder, 'test_batch.bin'))
      },
      /test_batch\.bin cannot be used\. It is a folder, a pipe or a device/,
    ],
    [
      'a folder of a path that leads through a file',
      () => (folder = join(folder, 'test_batch.bin', 'more')),
      /more (does not exist: check the path|cannot be used\. A part of its path is a file)/,
    ],
    ['a path without end', () => (folder = join(folder, 'x'.repeat(5000))), /Its path is too long for this system/],
    ['an empty batch', () => write('test_batch.bin'), /test_batch.bin has 0 bytes/],
    [
      'a label out of range',
      () => write('data_batch_1.bin', record([1], 1), record([10], 1)),
      /label 10 in record 1.*0 to 9/,
    ],
    [
      'too few names',
      () => writeFileSync(join(folder, 'batches.meta.txt'), 'a\nb\nc\nd\n'),
      /train image 1 has label 9, but batches.meta.txt names only 4 classes/,
    ],
  ])('refuses %s with a message', async (_, damage, message) => {
    writeCifar10()
    const kept = folder
    damage()
    await expect(openDataset({ kind: 'cifar10', folder })).rejects.toThrow(message)
    await expect(openDataset({ kind: 'cifar10', folder })).rejects.toHaveProperty('name', 'DatasetError')
    folder = kept
  })
})

/** The records of writeCifar10 as pickled by Python 2. */
function writePython(into = folder): void {
  const batch = (name: string, ...records: Buffer[]) => {
    const labels = records.map(([label]) => label!)
    const images = Buffer.concat(records.map((bytes) => bytes.subarray(1)))
    writeFileSync(join(into, name), cifarPickle('labels', labels, images))
  }
  batch('data_batch_1', record([3], 0), record([9], 1))
  batch('data_batch_2', record([0], 2))
  batch('test_batch', record([5], 3), record([1], 4))
  const names = 'a b c d e f g h i j'.split(' ')
  writeFileSync(
    join(into, 'batches.meta'),
    python2Pickle({ num_cases_per_batch: 10_000, label_names: names, num_vis: 3072 }),
  )
}
const filesOf = (from: string, within: string) =>
  readdirSync(from).map((name) => ({ path: `${within}/${name}`, bytes: readFileSync(join(from, name)) }))
async function seen(path: string, cacheDir?: string) {
  const dataset = await openDataset({ kind: 'cifar10', folder: path }, cacheDir === undefined ? {} : { cacheDir })
  const pixels = new Uint8Array(3 * 3072)
  await dataset.readBatch('train', [2, 0, 1], pixels)
  dataset.close()
  return {
    hash: dataset.info.hash,
    id: dataset.info.id,
    names: dataset.info.classNames.join(''),
    labels: dataset.labels,
    pixels,
  }
}

describe('CIFAR-10 in its other formats', () => {
  let binary: Awaited<ReturnType<typeof seen>>
  let plain: string
  beforeEach(async () => {
    const around = folder
    plain = join(around, 'plain')
    mkdirSync(plain)
    folder = plain
    writeCifar10()
    writeFileSync(join(folder, 'batches.meta.txt'), 'a b c d e f g h i j'.replaceAll(' ', '\n'))
    folder = around
    binary = await seen(plain)
  })
  it('in the Python version is the same data set, read, cached and repaired', async () => {
    const python = join(folder, 'cifar-10-batches-py')
    mkdirSync(python)
    writePython(python)
    const cacheDir = join(folder, 'cache')
    for (const path of [python, folder]) {
      expect(await seen(path)).toEqual(binary)
      for (let i = 0; i < 2; i++) expect(await seen(path, cacheDir)).toEqual(binary)
    }
    const dataset = await openDataset({ kind: 'cifar10', folder: python }, { cacheDir })
    for (const name of readdirSync(cacheDir).filter((other) => other.endsWith('.records')))
      writeFileSync(join(cacheDir, name), readFileSync(join(cacheDir, name)).fill(9, 0, 4000))
    const pixels = new Uint8Array(3 * 3072)
    await dataset.readBatch('train', [2, 0, 1], pixels)
    expect(pixels).toEqual(binary.pixels)
    dataset.close()
  })
  it.each([
    ['cifar-10-binary.tar.gz', 'cifar-10-batches-bin', tarGzOf],
    ['cifar-10-python.tar.gz', 'cifar-10-batches-py', tarGzOf],
    ['binary.zip', 'cifar-10-batches-bin', zipOf],
    ['python.zip', '.', zipOf],
  ])('%s is read as downloaded', async (name, within, pack) => {
    const isPython = name.includes('python')
    const source = isPython ? join(folder, 'python') : plain
    if (isPython) {
      mkdirSync(source)
      writePython(source)
    }
    const elsewhere = join(folder, 'downloads')
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, name), pack(filesOf(source, within)))
    const cacheDir = join(folder, 'cache')
    expect(await seen(join(elsewhere, name))).toEqual(binary)
    for (let i = 0; i < 2; i++) expect(await seen(join(elsewhere, name), cacheDir)).toEqual(binary)
    // Also in a folder of downloads, found by name.
    if (name.endsWith('.gz')) expect(await seen(elsewhere)).toEqual(binary)
  })
  it.each<[string, (python: string) => void, RegExp]>([
    [
      'a missing batch',
      (python) => rmSync(join(python, 'data_batch_1')),
      /data_batch_1 is missing in .*downloaded, or its folder/,
    ],
    [
      'a label out of range',
      (python) => writeFileSync(join(python, 'data_batch_2'), cifarPickle('labels', [10], Buffer.alloc(3072))),
      /data_batch_2 has label 10 in record 0/,
    ],
    [
      'other labels',
      (python) => writeFileSync(join(python, 'data_batch_2'), cifarPickle('fine_labels', [1], Buffer.alloc(3072))),
      /data_batch_2 has no images under data, or no labels under labels/,
    ],
    [
      'more labels than images',
      (python) => {
        const data = { rows: 1, columns: 3072, bytes: Buffer.alloc(3072) }
        writeFileSync(join(python, 'data_batch_2'), python2Pickle({ labels: [1, 2], data }))
      },
      /data_batch_2 has 3072 bytes of images for 2 labels/,
    ],
    [
      'a program',
      (python) => writeFileSync(join(python, 'data_batch_2'), "cos\nsystem\n(S'true'\ntR."),
      /data_batch_2 cannot be used\. It refers to os\.system, which a data set never needs/,
    ],
  ])('refuses %s', async (_, damage, message) => {
    const python = join(folder, 'cifar-10-batches-py')
    mkdirSync(python)
    writePython(python)
    damage(python)
    await expect(seen(folder)).rejects.toThrow(message)
    await expect(seen(folder)).rejects.toHaveProperty('name', 'DatasetError')
  })
  it('prefers the binary version of a folder with both', async () => {
    writePython()
    cpSync(plain, join(folder, 'cifar-10-batches-bin'), { recursive: true })
    expect(await seen(folder)).toEqual(binary)
  })
})

describe('CIFAR-100', () => {
  it('in the Python version uses fine labels and fine names', async () => {
    const batch = (name: string, labels: number[]) =>
      writeFileSync(join(folder, name), cifarPickle('fine_labels', labels, Buffer.alloc(3072 * labels.length)))
    batch('train', [99, 0])
    batch('test', [42])
    const names = Array.from({ length: 100 }, (_, i) => `name${i}`)
    writeFileSync(join(folder, 'meta'), python2Pickle({ fine_label_names: names, coarse_label_names: ['x'] }))
    const dataset = await openDataset({ kind: 'cifar100', folder })
    expect([...dataset.labels.train, ...dataset.labels.test]).toEqual([99, 0, 42])
    expect(dataset.info.classNames[42]).toBe('name42')
    expect(dataset.info.notes.map(({ key, values }) => [key, values['count']])).toEqual([['classesEmpty', 98]])
    dataset.close()
  })

  it('uses fine labels and fine names', async () => {
    write('train.bin', record([19, 99], 0), record([7, 0], 1))
    write('test.bin', record([3, 42], 2))
    writeFileSync(join(folder, 'fine_label_names.txt'), Array.from({ length: 100 }, (_, i) => `name${i}`).join('\n'))
    const dataset = await openDataset({ kind: 'cifar100', folder })
    expect([...dataset.labels.train, ...dataset.labels.test]).toEqual([99, 0, 42])
    expect(dataset.info.classNames[42]).toBe('name42')
    dataset.close()
  })
})
