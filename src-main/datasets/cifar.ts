import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from './dataset.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from './dataset.ts'
import { datasetErrorAt, isThere } from './fileFaults.ts'
import { readClassNames, requireFolder, withRegular } from './files.ts'
import { mostImages } from './limits.ts'
import { recordDataset } from './recordDataset.ts'
import type { Records, Segment } from './records.ts'
import { fileRecords } from './records.ts'

const imageSize = 32
const imageBytes = 3 * imageSize * imageSize

/** What differs between the two binary versions (Krizhevsky, cs.toronto.edu/~kriz/cifar.html). */
interface Format {
  kind: string
  name: string
  /** Folder inside the archive. */
  archiveFolder: string
  /** Label bytes before each image; the last is the class (CIFAR-100 has the superclass first). */
  labelBytes: number
  namesFile: string
  defaultNames: string[]
  trainFiles: (folder: string) => string[]
  testFile: string
}

const cifar10Names = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ')

const formats = {
  cifar10: {
    kind: 'cifar10',
    name: 'CIFAR-10',
    archiveFolder: 'cifar-10-batches-bin',
    labelBytes: 1,
    namesFile: 'batches.meta.txt',
    defaultNames: cifar10Names,
    trainFiles: batchFiles,
    testFile: 'test_batch.bin',
  },
  cifar100: {
    kind: 'cifar100',
    name: 'CIFAR-100',
    archiveFolder: 'cifar-100-binary',
    labelBytes: 2,
    namesFile: 'fine_label_names.txt',
    defaultNames: Array.from({ length: 100 }, (_, i) => `class ${i}`),
    trainFiles: () => ['train.bin'],
    testFile: 'test.bin',
  },
} satisfies Record<string, Format>

/** CIFAR-10 in `folder`, its binary version. Throws DatasetError with a sentence. */
export const openCifar10 = (folder: string): Dataset => openCifar(folder, formats.cifar10)
/** CIFAR-100 in `folder`, its binary version, by fine labels. Throws DatasetError with a sentence. */
export const openCifar100 = (folder: string): Dataset => openCifar(folder, formats.cifar100)

/** The data set in `folder` (the archive's own folder, or the one it was unpacked in), read from its files in place. */
function openCifar(given: string, format: Format): Dataset {
  requireFolder(given)
  const nested = join(given, format.archiveFolder)
  const folder = isThere(nested) ? nested : given
  requireFolder(folder)
  const train = readFiles(folder, format.trainFiles(folder), format)
  const test = readFiles(folder, [format.testFile], format)
  const names = readClassNames(join(folder, format.namesFile))
  return recordDataset({
    kind: format.kind,
    name: format.name,
    classNames: names ?? format.defaultNames,
    namesSource: names ? format.namesFile : format.name,
    imageSize,
    records: { train: train.open(), test: test.open() },
    labels: { train: train.labels, test: test.labels },
  })
}

/** data_batch_1.bin onward; a gap in the numbers is an error, not a smaller data set. */
function batchFiles(folder: string): string[] {
  const present = namesIn(folder).filter((name) => /^data_batch_[1-9]\d*\.bin$/.test(name))
  // With a gap one of these is not there, and is told as missing.
  return Array.from({ length: Math.max(1, present.length) }, (_, i) => `data_batch_${i + 1}.bin`)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw datasetErrorAt(folder, error)
  }
}

function readFiles(folder: string, names: string[], format: Format): { labels: Uint16Array; open: () => Records } {
  const stride = format.labelBytes + imageBytes
  const segments: Segment[] = []
  const labels: Uint16Array[] = []
  let total = 0
  for (const name of names) {
    const file = join(folder, name)
    if (!isThere(file)) {
      throw new DatasetError(sentence('cifarMissing', { file: name, folder, format: format.name }))
    }
    const found = readLabels(file, format, total)
    total += found.length
    segments.push({ file, start: format.labelBytes, stride, count: found.length })
    labels.push(found)
  }
  return { labels: joined(labels, total), open: () => fileRecords(segments, imageSize) }
}

function joined(parts: readonly Uint16Array[], total: number): Uint16Array {
  const whole = new Uint16Array(total)
  let start = 0
  for (const part of parts) {
    whole.set(part, start)
    start += part.length
  }
  return whole
}

function requireCount(file: string, count: number): void {
  if (count > mostImages) throw new DatasetError(sentence('cifarTooLarge', { file, count, most: mostImages }))
}

/** Records read at once on the way to their labels. */
const atOnce = 512

/** The labels of a file whose images come after `before` others. */
function readLabels(file: string, format: Format, before: number): Uint16Array {
  const stride = format.labelBytes + imageBytes
  const last = format.defaultNames.length - 1
  return withRegular(file, ({ bytes, read }) => {
    if (bytes === 0 || bytes % stride !== 0) {
      throw new DatasetError(sentence('cifarTruncated', { file, bytes, format: format.name, stride }))
    }
    requireCount(file, before + bytes / stride)
    const labels = new Uint16Array(bytes / stride)
    const chunk = new Uint8Array(atOnce * stride)
    for (let index = 0; index < labels.length; index++) {
      const within = index % atOnce
      if (within === 0) read(chunk, index * stride)
      const label = chunk[within * stride + format.labelBytes - 1]!
      if (label > last) {
        throw new DatasetError(sentence('cifarLabel', { file, label, index, format: format.name, last }))
      }
      labels[index] = label
    }
    return labels
  })
}
