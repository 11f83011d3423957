import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { Content } from '../files/content.ts'
import { contentMeter } from '../files/content.ts'
import type { Dataset, Parts, PerSplit, SkippedFile } from '../dataset.ts'
import { DatasetError, recordBytes, splits } from '../dataset.ts'
import { memoryRecords, type Records } from './records.ts'

export interface RecordParts {
  kind: string
  name: string
  /** Its name within a sentence, if different from `name`. */
  called?: Sentence
  classNames: string[]
  /** The source of the class names, for messages. */
  namesSource?: string
  imageSize: number
  records: Parts<Records>
  labels: Parts<Uint16Array>
  skipped?: SkippedFile[]
  notes?: Sentence[]
  /** Measured earlier; if omitted, every record is read once now. */
  content?: Content
}

/** A data set over records that are readable synchronously. */
export function recordDataset(given: RecordParts): Dataset {
  const { kind, name, classNames, imageSize } = given
  const records = { validation: memoryRecords(new Uint8Array(), imageSize, 3), ...given.records }
  const labels = { validation: new Uint16Array(), ...given.labels }
  const parts = { ...given, records, labels }
  const close = () => splits.forEach((split) => records[split].close())
  try {
    checkLabels(parts)
    const content = parts.content ?? measure(parts)
    const size = recordBytes(imageSize)
    return {
      info: {
        id: `${kind}-${content.hash.slice(0, 12)}`,
        name,
        classNames,
        imageSize,
        trainCount: labels.train.length,
        testCount: labels.test.length,
        validationCount: labels.validation.length,
        ...content,
        skipped: parts.skipped ?? [],
        notes: [...(parts.notes ?? []), ...notesOnEmpty(parts)],
      },
      called: parts.called ?? name,
      labels,
      readBatch(split, indices, into) {
        for (let i = 0; i < indices.length; i++) records[split].read(indices[i]!, into, i * size)
        return undefined
      },
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}

type WholeParts = RecordParts & { records: PerSplit<Records>; labels: PerSplit<Uint16Array> }

function checkLabels({ name, classNames, namesSource, labels }: WholeParts): void {
  for (const split of splits) {
    if (labels[split].length === 0 && split !== 'validation')
      throw new DatasetError(sentence(split === 'train' ? 'trainImagesNone' : 'testImagesNone', { name }))
    labels[split].forEach((label, index) => {
      if (label < classNames.length) return
      throw new DatasetError(
        sentence('labelUnnamed', {
          ...{ name, split, index, label, source: namesSource ?? name },
          ...{ count: classNames.length, last: classNames.length - 1 },
        }),
      )
    })
  }
}

/** Notes classes without images: they stay numbered and named, and a network gets an output for each. */
function notesOnEmpty({ classNames, labels }: WholeParts): Sentence[] {
  const seen = new Set(labels.train)
  const empty = classNames.filter((_, label) => !seen.has(label))
  const names = empty.slice(0, 10).join(', ') + (empty.length > 10 ? ', …' : '')
  return empty.length === 0 ? [] : [sentence('classesEmpty', { count: empty.length, names })]
}

function measure({ imageSize, records, labels }: WholeParts): Content {
  const meter = contentMeter(imageSize)
  const size = recordBytes(imageSize)
  const chunk = new Uint8Array(Math.max(1, Math.floor(2 ** 20 / size)) * size)
  for (const split of splits) {
    const { count } = records[split]
    for (let index = 0, filled = 0; index < count; index++) {
      records[split].read(index, chunk, filled)
      filled += size
      if (filled === chunk.length || index === count - 1) {
        meter.addRecords(chunk.subarray(0, filled), split === 'train')
        filled = 0
      }
    }
    meter.addLabels(labels[split])
  }
  return meter.finish()
}
