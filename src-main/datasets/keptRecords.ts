import { crc32 } from 'node:zlib'
import { cachedDataset, unreadRecords } from './cachedDataset.ts'
import { contentMeter } from './content.ts'
import { DatasetError, recordBytes, splits, type Dataset, type OpenEnvironment, type Split } from './dataset.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { loadRecords, openAside, recordsFile, saveFound, type ImageIndex } from './imageStore.ts'
import { recordDataset, type RecordParts } from './recordDataset.ts'
import { memoryRecords } from './records.ts'

/** Records in memory, one after another, with their labels. */
export interface LoadedRecords {
  classNames: string[]
  records: Record<Split, Uint8Array>
  labels: Record<Split, Uint16Array>
}

/**
 * A data set whose records cannot be read in place: `load` brings them into memory, and with a `cacheDir` they are kept
 * there under `key` and read from there afterwards, each compared with its checksum; what was damaged is loaded again.
 */
export async function keptDataset(
  parts: Pick<RecordParts, 'kind' | 'name' | 'imageSize' | 'namesSource'> & { key: string },
  { cacheDir }: OpenEnvironment,
  load: () => Promise<LoadedRecords>,
): Promise<Dataset> {
  const { key, imageSize } = parts
  if (cacheDir === undefined) {
    const { records, labels, classNames } = await load()
    const inMemory = (split: Split) => memoryRecords(records[split], imageSize, 3)
    return recordDataset({
      ...parts,
      classNames,
      labels,
      records: { train: inMemory('train'), test: inMemory('test') },
    })
  }
  let kept = loadRecords(cacheDir, key)
  if (!kept) {
    saveFound(cacheDir, key, keep(recordsFile(cacheDir, key), imageSize, await load()))
    kept = loadRecords(cacheDir, key)
  }
  if (!kept) throw new DatasetError(sentence('cacheUnreadable', { file: recordsFile(cacheDir, key) }))
  const { classNames, labels, content } = kept.index
  const unread = { train: unreadRecords(labels.train.length), test: unreadRecords(labels.test.length) }
  const ofKept = { train: Uint16Array.from(labels.train), test: Uint16Array.from(labels.test) }
  const dataset = recordDataset({ ...parts, classNames, labels: ofKept, content, records: unread })
  const size = recordBytes(imageSize)
  let loaded: Promise<LoadedRecords> | undefined
  return cachedDataset(dataset, kept.records, async (split, indices, into, positions) => {
    const { records } = await (loaded ??= load())
    for (const i of positions) into.set(records[split].subarray(indices[i]! * size, (indices[i]! + 1) * size), i * size)
  })
}

/** Writes the records to `file`, train before test; what was written. */
function keep(file: string, imageSize: number, { classNames, records, labels }: LoadedRecords): ImageIndex {
  const meter = contentMeter(imageSize)
  const size = recordBytes(imageSize)
  const checksums: Record<Split, number[]> = { train: [], test: [] }
  const writer = openAside(file)
  try {
    for (const split of splits) {
      writer.write(records[split])
      meter.addRecords(records[split], split === 'train')
      meter.addLabels(labels[split])
      for (let start = 0; start < records[split].length; start += size)
        checksums[split].push(crc32(records[split].subarray(start, start + size)))
    }
    writer.keep()
  } catch (error) {
    writer.discard()
    throw error
  }
  return {
    imageSize,
    classNames,
    files: { train: [], test: [] },
    labels: { train: [...labels.train], test: [...labels.test] },
    checksums,
    skipped: [],
    content: meter.finish(),
  }
}
