import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from './dataset.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from './dataset.ts'
import { readClassNames, requireFolder } from './files.ts'
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
  const folder = existsSync(nested) ? nested : given
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
  const numbers = readdirSync(folder).flatMap((name) => /^data_batch_(\d+)\.bin$/.exec(name)?.[1] ?? [])
  const last = Math.max(1, ...numbers.map(Number))
  return Array.from({ length: last }, (_, i) => `data_batch_${i + 1}.bin`)
}

function readFiles(folder: string, names: string[], format: Format): { labels: Uint16Array; open: () => Records } {
  const stride = format.labelBytes + imageBytes
  const segments: Segment[] = []
  const labels: number[] = []
  for (const name of names) {
    const file = join(folder, name)
    if (!existsSync(file)) {
      throw new DatasetError(sentence('cifarMissing', { file: name, folder, format: format.name }))
    }
    const bytes = readFileSync(file)
    if (bytes.length === 0 || bytes.length % stride !== 0) {
      throw new DatasetError(sentence('cifarTruncated', { file, bytes: bytes.length, format: format.name, stride }))
    }
    const count = bytes.length / stride
    segments.push({ file, start: format.labelBytes, stride, count })
    for (let i = 0; i < count; i++) {
      const label = bytes[i * stride + format.labelBytes - 1]!
      if (label >= format.defaultNames.length) {
        throw new DatasetError(
          sentence('cifarLabel', { file, label, index: i, format: format.name, last: format.defaultNames.length - 1 }),
        )
      }
      labels.push(label)
    }
  }
  return { labels: Uint16Array.from(labels), open: () => fileRecords(segments, imageSize) }
}
