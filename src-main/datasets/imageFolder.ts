import { basename, join } from 'node:path'
import { decodeImage, decoderVersion } from './decodeImage.ts'
import type { Dataset, OpenEnvironment, Split } from './dataset.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, recordBytes } from './dataset.ts'
import type { ImageIndex } from './imageStore.ts'
import { loadIndex, openAside, recordsFile, saveFound, storeKey } from './imageStore.ts'
import { listImages } from './listImages.ts'
import { recordDataset } from './recordDataset.ts'
import type { Records } from './records.ts'
import { fileRecords, memoryRecords } from './records.ts'
import type { ImageFolderOptions } from './scanImages.ts'
import { inFlight, plainReason, scanImages } from './scanImages.ts'

const defaultLimitBytes = 2 * 2 ** 30

/**
 * The data set of a folder of images per class (see listImages). The first opening decodes every image once: it finds
 * the damaged ones, measures the content, and keeps the records in `cacheDir` (in memory without one) when all of them
 * together stay under the limit. A larger folder keeps only the result of that pass and is decoded for each batch.
 */
export async function openImageFolder(options: ImageFolderOptions, environment: OpenEnvironment): Promise<Dataset> {
  const { folder, imageSize, onCorrupt } = options
  const { cacheDir, cacheLimitBytes = defaultLimitBytes } = environment
  const list = listImages(folder, options.testShare)
  const total = (list.files.train.length + list.files.test.length) * recordBytes(imageSize)
  const keepRecords = total <= cacheLimitBytes
  const scan = (take: (record: Uint8Array) => void) => scanImages(options, list, environment, take)
  if (cacheDir === undefined) {
    const records: Uint8Array[] = []
    const index = await scan((record) => {
      if (keepRecords) records.push(record)
    })
    return keepRecords ? memoryDataset(options, index, records) : decodingDataset(options, index)
  }
  const key = storeKey({
    classes: list.classNames,
    files: list.files,
    imageSize,
    onCorrupt,
    keepRecords,
    decoderVersion,
  })
  let index = loadIndex(cacheDir, key)
  if (!index) {
    index = keepRecords ? await scanInto(recordsFile(cacheDir, key), scan) : await scan(() => undefined)
    // Records are kept before it, so an index never stands without them.
    saveFound(cacheDir, key, index)
  }
  return keepRecords ? cachedDataset(options, index, recordsFile(cacheDir, key)) : decodingDataset(options, index)
}

/** The index of a pass whose records were written to `file`. */
async function scanInto(
  file: string,
  scan: (take: (record: Uint8Array) => void) => Promise<ImageIndex>,
): Promise<ImageIndex> {
  const writer = openAside(file)
  try {
    const index = await scan((record) => writer.write(record))
    writer.keep()
    return {
      ...index,
      recordBytes: (index.labels.train.length + index.labels.test.length) * recordBytes(index.imageSize),
    }
  } catch (error) {
    writer.discard()
    throw error
  }
}

function indexedDataset(options: ImageFolderOptions, index: ImageIndex, records: Record<Split, Records>): Dataset {
  return recordDataset({
    kind: 'imageFolder',
    name: basename(options.folder),
    classNames: index.classNames,
    imageSize: index.imageSize,
    records,
    labels: { train: Uint16Array.from(index.labels.train), test: Uint16Array.from(index.labels.test) },
    skipped: index.skipped,
    content: index.content,
  })
}

function cachedDataset(options: ImageFolderOptions, index: ImageIndex, file: string): Dataset {
  const { labels, imageSize } = index
  const stride = recordBytes(imageSize)
  const train = { file, start: 0, stride, count: labels.train.length }
  const test = { file, start: train.count * stride, stride, count: labels.test.length }
  return indexedDataset(options, index, {
    train: fileRecords([train], imageSize),
    test: fileRecords([test], imageSize),
  })
}

function memoryDataset(options: ImageFolderOptions, index: ImageIndex, records: Uint8Array[]): Dataset {
  const bytes = Buffer.concat(records)
  const border = index.labels.train.length * recordBytes(index.imageSize)
  return indexedDataset(options, index, {
    train: memoryRecords(bytes.subarray(0, border), index.imageSize, 3),
    test: memoryRecords(bytes.subarray(border), index.imageSize, 3),
  })
}

/** A data set whose images are decoded for each batch, at most `inFlight` at a time. */
function decodingDataset(options: ImageFolderOptions, index: ImageIndex): Dataset {
  const unread = (count: number): Records => ({ count, read: () => undefined, close: () => undefined })
  const described = indexedDataset(options, index, {
    train: unread(index.labels.train.length),
    test: unread(index.labels.test.length),
  })
  const size = recordBytes(index.imageSize)
  return {
    ...described,
    async readBatch(split, indices, into) {
      const decodeAt = async (position: number): Promise<void> => {
        const file = join(options.folder, index.files[split][indices[position]!]!)
        try {
          into.set(await decodeImage(file, index.imageSize), position * size)
        } catch (error) {
          throw new DatasetError(sentence('imageChanged', { file, said: plainReason(error) }))
        }
      }
      for (let start = 0; start < indices.length; start += inFlight) {
        const end = Math.min(start + inFlight, indices.length)
        await Promise.all(Array.from({ length: end - start }, (_, i) => decodeAt(start + i)))
      }
    },
  }
}
