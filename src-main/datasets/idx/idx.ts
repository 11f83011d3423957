import { sentence } from '#shared/sentences/sentence.ts'
import { readClassNames, readLines } from '../classNames.ts'
import type { Dataset, OpenEnvironment, NeededSplit } from '../dataset.ts'
import { DatasetError } from '../dataset.ts'
import { inFolder, type FileTree } from '../files/fileTree.ts'
import { readIdxHeader, readIdxValues, type IdxHeader } from './idxFile.ts'
import { findIdxSet, idxSource, type IdxSet } from './idxFiles.ts'
import { mostImages } from '../limits.ts'
import { withTree } from '../files/openTree.ts'
import { recordDataset } from '../records/recordDataset.ts'
import { memoryRecords } from '../records/records.ts'
import { resizePlanes } from '../imageFolder/resizePlanes.ts'

/** Maximum side in pixels; a larger one indicates damage. */
const mostSide = 4096
/** Maximum bytes of the images of one split, both as read and as resized. */
const mostBytes = 2 ** 32

export interface IdxOptions {
  /** Path of a folder or archive. */
  folder: string
  resize?: number | undefined
  /** Which of several sets to use; see findIdxSet. */
  subset?: string | undefined
}

/**
 * The data set in `folder`: train-images-idx3-ubyte, train-labels-idx1-ubyte and the same with t10k, each plain or with
 * .gz (yann.lecun.com/exdb/mnist; also Fashion-MNIST, EMNIST and similar; see findIdxSet). Images are resized to
 * `resize` pixels if given. Class names come from classes.txt (one per line) or EMNIST's mapping if present, otherwise
 * from the label numbers.
 */
export const openIdx = ({ folder, ...options }: IdxOptions, environment: OpenEnvironment = {}): Promise<Dataset> =>
  withTree(folder, environment, (tree) => openSet(tree, options))

async function openSet(tree: FileTree, { resize, subset }: Omit<IdxOptions, 'folder'>): Promise<Dataset> {
  const set = findIdxSet(tree, subset)
  // Compare the headers before unpacking anything.
  const headers = {
    train: await readHeaders(tree, set, 'train', resize),
    test: await readHeaders(tree, set, 'test', resize),
  }
  const [train, test] = [await readSplit(headers.train), await readSplit(headers.test)]
  if (train.imageSize !== test.imageSize) {
    throw new DatasetError(
      sentence('idxSizesDiffer', { folder: tree.at(set.folder), train: train.imageSize, test: test.imageSize }),
    )
  }
  const { imageSize } = train
  const named = await namesOf(tree, set)
  return recordDataset({
    kind: 'idx',
    name: set.prefix === '' ? tree.name : set.prefix,
    classNames: named?.names ?? numbered(train, test),
    namesSource: named?.source ?? 'classes.txt',
    imageSize,
    records: {
      train: memoryRecords(train.images, imageSize, 1),
      test: memoryRecords(test.images, imageSize, 1),
    },
    labels: { train: train.labels, test: test.labels },
  })
}

/** The class names and the file that defines them. */
async function namesOf(tree: FileTree, set: IdxSet): Promise<{ names: string[]; source: string } | undefined> {
  const names = await readClassNames(tree, inFolder(set.folder, 'classes.txt'))
  if (names) return { names, source: 'classes.txt' }
  const source = `${set.prefix}-mapping.txt`
  const lines = set.prefix === '' ? undefined : await readLines(tree, inFolder(set.folder, source))
  return lines && { names: mappedNames(lines), source }
}

/** Names from lines of a label and character codes, as in EMNIST; a label without a line is named by its number. */
function mappedNames(lines: readonly string[]): string[] {
  const names: string[] = []
  for (const line of lines) {
    const [label = NaN, ...codes] = line.split(/\s+/).map(Number)
    if (line === '' || !Number.isInteger(label) || label < 0 || label > 255) continue
    const arePrintable = codes.length > 0 && codes.every((code) => code > 0x20 && code <= 0x10ffff)
    if (arePrintable) names[label] = String.fromCodePoint(...codes)
  }
  return Array.from(names, (name: string | undefined, label) => name ?? String(label))
}

interface IdxSplit {
  labelFile: string
  images: Uint8Array
  imageSize: number
  labels: Uint16Array
}

/**
 * Number names up to the largest label. Throws DatasetError if it is far above the number of labels, which indicates
 * damage.
 */
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

async function readHeaders(
  tree: FileTree,
  set: IdxSet,
  split: NeededSplit,
  resize: number | undefined,
): Promise<SplitHeaders> {
  const images = await readIdxHeader(idxSource(tree, set, split, 'images'), 'images')
  const labels = await readIdxHeader(idxSource(tree, set, split, 'labels'), 'labels')
  const { file } = images.source
  const [count, height, width] = images.sizes as [number, number, number]
  const labelCount = labels.sizes[0] ?? 0
  if (count !== labelCount) {
    throw new DatasetError(sentence('idxCountsDiffer', { images: file, count, labels: labels.source.file, labelCount }))
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
    labelFile: labels.source.file,
    images: same ? values : resizePlanes(values, { count, width, height }, imageSize),
    imageSize,
    labels: Uint16Array.from(await readIdxValues(labels)),
  }
}
