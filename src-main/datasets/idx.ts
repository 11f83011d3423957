import { basename, join } from 'node:path'
import { sentence } from '#shared/sentences/sentence.ts'
import type { Dataset, Split } from './dataset.ts'
import { DatasetError } from './dataset.ts'
import { isThere } from './fileFaults.ts'
import { readClassNames, requireFolder } from './files.ts'
import { readIdxHeader, readIdxValues, type IdxHeader } from './idxFile.ts'
import { mostImages } from './limits.ts'
import { recordDataset } from './recordDataset.ts'
import { memoryRecords } from './records.ts'
import { resizePlanes } from './resizePlanes.ts'

const prefixes: Record<Split, string> = { train: 'train', test: 't10k' }
/** Pixels of a side; a larger one is damage. */
const mostSide = 4096
/** Bytes of the images of one split, as they are read and as they are resized. */
const mostBytes = 2 ** 32

/**
 * The data set in `folder`: train-images-idx3-ubyte, train-labels-idx1-ubyte and the same with t10k, each plain or
 * with .gz (yann.lecun.com/exdb/mnist; also Fashion-MNIST and the like). Images are resized to `resize` pixels where
 * given. Classes are named by classes.txt (one name a line) where present, otherwise by their numbers.
 */
export async function openIdx({ folder, resize }: { folder: string; resize?: number | undefined }): Promise<Dataset> {
  requireFolder(folder)
  // What the headers say is compared before anything is unpacked.
  const headers = { train: await readHeaders(folder, 'train', resize), test: await readHeaders(folder, 'test', resize) }
  const [train, test] = [await readSplit(headers.train), await readSplit(headers.test)]
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
  const labels = new Set<number>()
  for (const part of parts) for (const label of part.labels) labels.add(label)
  const largest = Math.max(0, ...labels)
  if (largest + 1 > 2 * labels.size) {
    const { labelFile: file } = parts.find((part) => part.labels.includes(largest))!
    throw new DatasetError(sentence('idxLabelsSparse', { file, largest, classes: labels.size }))
  }
  return Array.from({ length: largest + 1 }, (_, i) => String(i))
}

interface SplitHeaders {
  images: IdxHeader
  labels: IdxHeader
  count: number
  width: number
  height: number
  imageSize: number
}

async function readHeaders(folder: string, split: Split, resize: number | undefined): Promise<SplitHeaders> {
  const prefix = prefixes[split]
  const images = await readIdxHeader(findFile(folder, prefix, 'images', 3), 'images')
  const labels = await readIdxHeader(findFile(folder, prefix, 'labels', 1), 'labels')
  const { file } = images
  const [count, height, width] = images.sizes as [number, number, number]
  const labelCount = labels.sizes[0] ?? 0
  if (count !== labelCount) {
    throw new DatasetError(sentence('idxCountsDiffer', { images: file, count, labels: labels.file, labelCount }))
  }
  if (count === 0) {
    throw new DatasetError(sentence(split === 'train' ? 'trainImagesNone' : 'testImagesNone', { name: file }))
  }
  if (![width, height].every((side) => side >= 1 && side <= mostSide)) {
    throw new DatasetError(sentence('idxSides', { file, width, height, most: mostSide }))
  }
  if (height !== width && resize === undefined) {
    throw new DatasetError(sentence('idxNotSquare', { file, width, height }))
  }
  const imageSize = resize ?? width
  if (count > mostImages || count * Math.max(width * height, imageSize ** 2) > mostBytes) {
    throw new DatasetError(
      sentence('idxTooLarge', { file, count, size: imageSize, most: mostImages, gb: mostBytes / 2 ** 30 }),
    )
  }
  return { images, labels, count, width, height, imageSize }
}

async function readSplit({ images, labels, count, width, height, imageSize }: SplitHeaders): Promise<IdxSplit> {
  const same = height === imageSize && width === imageSize
  const values = await readIdxValues(images)
  return {
    labelFile: labels.file,
    images: same ? values : resizePlanes(values, { count, width, height }, imageSize),
    imageSize,
    labels: Uint16Array.from(await readIdxValues(labels)),
  }
}

function findFile(folder: string, prefix: string, content: string, dimensions: number): string {
  const names = [`${prefix}-${content}-idx${dimensions}-ubyte`, `${prefix}-${content}.idx${dimensions}-ubyte`]
  const found = names.flatMap((name) => [name, `${name}.gz`]).find((name) => isThere(join(folder, name)))
  if (found) return join(folder, found)
  throw new DatasetError(sentence('idxMissing', { file: names[0] ?? '', folder }))
}
