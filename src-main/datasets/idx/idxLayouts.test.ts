import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { englishText } from '#shared/sentences/sentence.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { openDataset } from '../kinds.ts'
import { tarGzOf, zipOf } from '../testing/archives.ts'
import { idxBytes } from '../testing/hostileFiles.ts'

const newFolder = temporaryFolders()
let folder: string
beforeEach(() => void (folder = newFolder()))

/** The four files of a set whose images all have one shade and whose labels start at `first`. */
function files(within: string, { prefix = '', test = 't10k', shade = 7, first = 0, packed = false } = {}) {
  return ['train', test].flatMap((part) =>
    [
      { name: 'images-idx3-ubyte', bytes: idxBytes([3, 4, 4], new Uint8Array(48).fill(shade)) },
      { name: 'labels-idx1-ubyte', bytes: idxBytes([3], Uint8Array.of(first, first + 1, first + 2)) },
    ].map(({ name, bytes }) => ({
      path: `${within}${prefix}${part}-${name}${packed ? '.gz' : ''}`,
      bytes: packed ? gzipSync(bytes) : bytes,
    })),
  )
}
function put(all: readonly { path: string; bytes: Uint8Array }[]): void {
  for (const { path, bytes } of all) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
}
async function infoOf(options: { subset?: string } = {}, within = '.') {
  const dataset = await openDataset({ kind: 'idx', folder: join(folder, within), ...options })
  dataset.close()
  return dataset.info
}

describe("IDX files in torchvision's layout", () => {
  it.each(['.', 'MNIST', 'MNIST/raw'])('are found in MNIST/raw, given %s', async (given) => {
    put(files('MNIST/raw/'))
    expect(await infoOf({}, given)).toMatchObject({ trainCount: 3, testCount: 3, classNames: ['0', '1', '2'] })
  })
  it('are one set whether plain, gzipped beside it, or gzipped further down', async () => {
    put([
      ...files('MNIST/raw/'),
      ...files('MNIST/raw/', { packed: true }),
      ...files('MNIST/raw/gzip/', { packed: true }),
    ])
    expect(await infoOf()).toMatchObject({ trainCount: 3 })
  })
  it('of two data sets are distinguished by their folders', async () => {
    put([...files('MNIST/raw/'), ...files('FashionMNIST/raw/', { shade: 9 })])
    await expect(infoOf()).rejects.toThrow(
      /has several data sets \(.*FashionMNIST\/raw and .*MNIST\/raw\): give the folder of one/,
    )
    expect((await infoOf({}, 'FashionMNIST')).mean[0]).toBeCloseTo(9 / 255, 12)
  })
  it('of EMNIST are one of its sets, with its names and a note on classes without images', async () => {
    const emnist = { test: 'test', packed: true }
    put(files('EMNIST/raw/', { ...emnist, prefix: 'emnist-letters-', first: 1 }))
    put(files('EMNIST/raw/', { ...emnist, prefix: 'emnist-digits-', shade: 9 }))
    put([{ path: 'EMNIST/raw/emnist-letters-mapping.txt', bytes: Buffer.from('1 65 97\r\n2 66 98\r\n3 67 99\r\n') }])
    await expect(infoOf()).rejects.toThrow(
      /several data sets \(emnist-digits and emnist-letters\): set subset to one of them/,
    )
    await expect(infoOf({ subset: 'mnist' })).rejects.toThrow(
      /no data set mnist, only emnist-digits and emnist-letters/,
    )
    const info = await infoOf({ subset: 'letters' })
    expect(info).toMatchObject({ name: 'emnist-letters', classNames: ['0', 'Aa', 'Bb', 'Cc'], trainCount: 3 })
    expect(info.notes.map(englishText)).toEqual([
      'Classes without any training image: 1 (0). A network has an output for each of them.',
    ])
    expect((await infoOf({ subset: 'emnist-digits' })).mean[0]).toBeCloseTo(9 / 255, 12)
  })
  it.each([
    ['gzip.zip', zipOf, 'gzip/'],
    ['mnist.zip', zipOf, ''],
    ['mnist.tar.gz', tarGzOf, 'MNIST/raw/'],
  ])('are read from %s', async (name, pack, within) => {
    put([{ path: name, bytes: pack(files(within, { packed: within === 'gzip/' })) }])
    put(files('plain/'))
    const { hash } = await infoOf({}, 'plain')
    expect(await infoOf({}, name)).toMatchObject({ hash, trainCount: 3 })
  })
  it('that are missing are reported by name', async () => {
    put(files('MNIST/raw/').slice(0, 3))
    await expect(infoOf()).rejects.toThrow(/t10k-labels-idx1-ubyte .* is missing in .*MNIST\/raw/)
  })
})
