import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sentence } from '#shared/sentences/sentence.ts'
import type { Dataset, Split } from './dataset.ts'
import { DatasetError, splits } from './dataset.ts'
import { readClassNames, requireFolder } from './files.ts'
import { recordDataset } from './recordDataset.ts'
import { memoryRecords } from './records.ts'
import { resizePlanes } from './resizePlanes.ts'

const prefixes: Record<Split, string> = { train: 'train', test: 't10k' }
const imageMagic = 0x00000803
const labelMagic = 0x00000801

/**
 * The data set in `folder`: train-images-idx3-ubyte, train-labels-idx1-ubyte and the same with t10k, each plain or
 * with .gz (yann.lecun.com/exdb/mnist; also Fashion-MNIST and the like). Images are resized to `resize` pixels where
 * given. Classes are named by classes.txt (one name a line) where present, otherwise by their numbers.
 */
export function openIdx({ folder, resize }: { folder: string; resize?: number | undefined }): Dataset {
  requireFolder(folder)
  const [train, test] = splits.map((split) => readSplit(folder, split, resize)) as [IdxSplit, IdxSplit]
  if (train.imageSize !== test.imageSize) {
    throw new DatasetError(sentence('idxSizesDiffer', { folder, train: train.imageSize, test: test.imageSize }))
  }
  const { imageSize } = train
  const names = readClassNames(join(folder, 'classes.txt')) ?? numbered(train, test)
  return recordDataset({
    kind: 'idx',
    name: basename(folder),
    classNames: names,
    namesSource: 'classes.txt',
    imageSize,
    records: {
      train: memoryRecords(train.images, imageSize, 1),
      test: memoryRecords(test.images, imageSize, 1),
    },
    labels: { train: train.labels, test: test.labels },
  })
}

interface IdxSplit {
  labelFile: string
  images: Uint8Array
  imageSize: number
  labels: Uint16Array
}

/** The numbers from 0 to the largest label; one that stands far beyond the others is damage, not a class. */
function numbered(...parts: readonly IdxSplit[]): string[] {
  const labels = new Set(parts.flatMap((part) => [...part.labels]))
  const largest = Math.max(0, ...labels)
  if (largest + 1 > 2 * labels.size) {
    const { labelFile: file } = parts.find((part) => part.labels.includes(largest))!
    throw new DatasetError(sentence('idxLabelsSparse', { file, largest, classes: labels.size }))
  }
  return Array.from({ length: largest + 1 }, (_, i) => String(i))
}

function readSplit(folder: string, split: Split, resize: number | undefined): IdxSplit {
  const prefix = prefixes[split]
  const imageFile = findFile(folder, prefix, 'images', 3)
  const images = readIdx(imageFile, imageMagic, 3)
  const labelFile = findFile(folder, prefix, 'labels', 1)
  const labels = readIdx(labelFile, labelMagic, 1)
  const [count, height, width] = images.sizes as [number, number, number]
  if (count !== labels.sizes[0]) {
    throw new DatasetError(
      sentence('idxCountsDiffer', { images: imageFile, count, labels: labelFile, labelCount: labels.sizes[0] ?? 0 }),
    )
  }
  if (height !== width && resize === undefined) {
    throw new DatasetError(sentence('idxNotSquare', { file: imageFile, width, height }))
  }
  const imageSize = resize ?? width
  const same = height === imageSize && width === imageSize
  return {
    labelFile,
    images: same ? images.values : resizePlanes(images.values, { count, width, height }, imageSize),
    imageSize,
    labels: Uint16Array.from(labels.values),
  }
}

function findFile(folder: string, prefix: string, content: string, dimensions: number): string {
  const names = [`${prefix}-${content}-idx${dimensions}-ubyte`, `${prefix}-${content}.idx${dimensions}-ubyte`]
  const found = names.flatMap((name) => [name, `${name}.gz`]).find((name) => existsSync(join(folder, name)))
  if (found) return join(folder, found)
  throw new DatasetError(sentence('idxMissing', { file: names[0] ?? '', folder }))
}

/** Sizes and values of an IDX file of unsigned bytes: a magic number, one big-endian size a dimension, the values. */
function readIdx(file: string, magic: number, dimensions: number): { sizes: number[]; values: Uint8Array } {
  const bytes = file.endsWith('.gz') ? unpack(file) : readFileSync(file)
  const header = 4 + 4 * dimensions
  if (bytes.length >= 4 && bytes.readUInt32BE(0) !== magic) {
    const key = dimensions === 3 ? 'idxMagicOfImages' : 'idxMagicOfLabels'
    throw new DatasetError(sentence(key, { file, found: hex(bytes.readUInt32BE(0)), expected: hex(magic) }))
  }
  if (bytes.length < header) throw new DatasetError(sentence('idxWithoutHeader', { file, bytes: bytes.length }))
  const sizes = Array.from({ length: dimensions }, (_, i) => bytes.readUInt32BE(4 + 4 * i))
  const expected = header + sizes.reduce((product, size) => product * size, 1)
  if (bytes.length !== expected) {
    throw new DatasetError(sentence('idxTruncated', { file, bytes: bytes.length, expected }))
  }
  return { sizes, values: bytes.subarray(header) }
}

function unpack(file: string): Buffer {
  try {
    return gunzipSync(readFileSync(file))
  } catch (error) {
    throw new DatasetError(sentence('gzipDamaged', { file, said: (error as Error).message }))
  }
}

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`
