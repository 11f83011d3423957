import { crc32 } from 'node:zlib'
import { cachedDataset, unreadRecords } from './cachedDataset.ts'
import { contentMeter } from '../files/content.ts'
import { DatasetError, perSplit, recordBytes, splits } from '../dataset.ts'
import type { Dataset, OpenEnvironment, Parts, PerSplit } from '../dataset.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { loadRecords, openAtomicWriter, recordsFile, saveFound, type ImageIndex } from '../imageFolder/imageStore.ts'
import { recordDataset, type RecordParts } from './recordDataset.ts'
import { memoryRecords } from './records.ts'

/** Records in memory, one after another, with their labels. */
export interface LoadedRecords {
  classNames: string[]
  records: Parts<Uint8Array>
  labels: Parts<Uint16Array>
}

/**
 * A data set whose records cannot be read in place. `load` reads them into memory; with a `cacheDir` they are cached
 * under `key` and read from there afterwards, each verified by checksum and reloaded if damaged.
 */
export async function keptDataset(
  parts: Pick<RecordParts, 'kind' | 'name' | 'imageSize' | 'namesSource'> & { key: string },
  { cacheDir }: OpenEnvironment,
  load: () => Promise<LoadedRecords>,
): Promise<Dataset> {
  const { key, imageSize } = parts
  const loadAll = async () => allParts(await load())
  if (cacheDir === undefined) {
    const { records, ...rest } = await loadAll()
    return recordDataset({
      ...parts,
      ...rest,
      records: perSplit((split) => memoryRecords(records[split], imageSize, 3)),
    })
  }
  let kept = loadRecords(cacheDir, key)
  if (!kept) {
    saveFound(cacheDir, key, keep(recordsFile(cacheDir, key), imageSize, await loadAll()))
    kept = loadRecords(cacheDir, key)
  }
  if (!kept) throw new DatasetError(sentence('cacheUnreadable', { file: recordsFile(cacheDir, key) }))
  const { classNames, content } = kept.index
  const labels = perSplit((split) => Uint16Array.from(kept.index.labels[split]))
  const records = perSplit((split) => unreadRecords(labels[split].length))
  const dataset = recordDataset({ ...parts, classNames, labels, content, records })
  const size = recordBytes(imageSize)
  let loaded: Promise<AllParts> | undefined
  return cachedDataset(dataset, kept.records, async (split, indices, into, positions) => {
    const { records } = await (loaded ??= loadAll())
    for (const i of positions) into.set(records[split].subarray(indices[i]! * size, (indices[i]! + 1) * size), i * size)
  })
}

interface AllParts extends LoadedRecords {
  records: PerSplit<Uint8Array>
  labels: PerSplit<Uint16Array>
}

const allParts = ({ classNames, records, labels }: LoadedRecords): AllParts => ({
  classNames,
  records: { validation: new Uint8Array(), ...records },
  labels: { validation: new Uint16Array(), ...labels },
})

/** Writes the records to `file` in the order of `splits` and returns their index. */
function keep(file: string, imageSize: number, { classNames, records, labels }: AllParts): ImageIndex {
  const meter = contentMeter(imageSize)
  const size = recordBytes(imageSize)
  const checksums = perSplit((): number[] => [])
  const writer = openAtomicWriter(file)
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
    files: perSplit(() => []),
    labels: perSplit((split) => [...labels[split]]),
    checksums,
    skipped: [],
    content: meter.finish(),
  }
}
