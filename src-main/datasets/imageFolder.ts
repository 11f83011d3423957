import { crc32 } from 'node:zlib'
import { cachedDataset, unreadRecords } from './cachedDataset.ts'
import { decodeImage, decoderVersion } from './decodeImage.ts'
import type { Dataset, OpenEnvironment, Split } from './dataset.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, recordBytes } from './dataset.ts'
import { FileFault } from './fileFaults.ts'
import type { FileTree } from './fileTree.ts'
import type { ImageIndex } from './imageStore.ts'
import { loadIndex, loadRecords, openAside, recordsFile, saveFound, storeKey } from './imageStore.ts'
import { imageLimits, mostImages } from './limits.ts'
import { listImages, type ImageList } from './listImages.ts'
import { openTree } from './openTree.ts'
import { recordDataset } from './recordDataset.ts'
import type { Records } from './records.ts'
import { memoryRecords } from './records.ts'
import type { ImageFolderOptions } from './scanImages.ts'
import { scanImages, settleAll } from './scanImages.ts'

const defaultLimitBytes = 2 * 2 ** 30

/** A data set of images that were looked at. */
interface Scanned {
  tree: FileTree
  options: ImageFolderOptions
  list: ImageList
  index: ImageIndex
}

/**
 * The data set of a folder, or an archive, of images per class (see listImages). The first opening decodes every image once: it finds
 * the damaged ones, measures the content, and keeps the records in `cacheDir` (in memory without one) when all of them
 * together stay under the limit. A larger folder keeps only the result of that pass and is decoded for each batch.
 * Records that come from elsewhere than that pass are compared with the checksums that it took.
 */
export async function openImageFolder(options: ImageFolderOptions, environment: OpenEnvironment): Promise<Dataset> {
  const tree = await openTree(options.folder, environment)
  try {
    return await openImages(tree, options, environment)
  } catch (error) {
    tree.close()
    throw error
  }
}

async function openImages(tree: FileTree, options: ImageFolderOptions, environment: OpenEnvironment): Promise<Dataset> {
  const { imageSize } = options
  const { cacheDir, cacheLimitBytes = defaultLimitBytes } = environment
  const list = listImages(tree, options)
  const total = (list.files.train.length + list.files.test.length) * recordBytes(imageSize)
  const keepRecords = total <= cacheLimitBytes
  const scan = (take: (record: Uint8Array) => void) => scanImages(tree, options, list, environment, take)
  if (cacheDir === undefined) {
    const records: Uint8Array[] = []
    const index = await scan((record) => {
      if (keepRecords) records.push(record)
    })
    return keepRecords
      ? memoryDataset({ tree, options, list, index }, records)
      : decodingDataset({ tree, options, list, index })
  }
  const key = keyOf(options, list, keepRecords)
  if (!keepRecords) {
    const kept = loadIndex(cacheDir, key)
    const index = kept ?? (await scan(() => undefined))
    if (!kept) saveFound(cacheDir, key, index)
    return decodingDataset({ tree, options, list, index })
  }
  let kept = loadRecords(cacheDir, key)
  if (!kept) {
    // Records are kept before it, so an index never stands without them.
    saveFound(cacheDir, key, await scanInto(recordsFile(cacheDir, key), scan))
    kept = loadRecords(cacheDir, key)
  }
  if (!kept) throw new DatasetError(sentence('cacheUnreadable', { file: recordsFile(cacheDir, key) }))
  const scanned = { tree, options, list, index: kept.index }
  return cachedDataset(decodingDataset(scanned), kept.records, (...batch) => decodeInto(scanned, ...batch))
}

function keyOf({ folder, imageSize, onCorrupt }: ImageFolderOptions, list: ImageList, keepRecords: boolean): string {
  const { classNames: classes, files } = list
  try {
    return storeKey({ classes, files, imageSize, onCorrupt, keepRecords, decoderVersion })
  } catch (error) {
    // Millions of long names are more than one text can hold.
    if (error instanceof RangeError) throw new DatasetError(sentence('imagesTooMany', { folder, most: mostImages }))
    throw error
  }
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
    return index
  } catch (error) {
    writer.discard()
    throw error
  }
}

function indexedDataset({ tree, list, index }: Scanned, records: Record<Split, Records>): Dataset {
  const dataset = recordDataset({
    kind: 'imageFolder',
    name: tree.name,
    classNames: index.classNames,
    imageSize: index.imageSize,
    records,
    labels: { train: Uint16Array.from(index.labels.train), test: Uint16Array.from(index.labels.test) },
    skipped: [...list.skipped, ...index.skipped],
    notes: list.notes,
    content: index.content,
  })
  return {
    ...dataset,
    close() {
      dataset.close()
      tree.close()
    },
  }
}

function memoryDataset(scanned: Scanned, records: Uint8Array[]): Dataset {
  const { labels, imageSize } = scanned.index
  const bytes = Buffer.concat(records)
  const border = labels.train.length * recordBytes(imageSize)
  return indexedDataset(scanned, {
    train: memoryRecords(bytes.subarray(0, border), imageSize, 3),
    test: memoryRecords(bytes.subarray(border), imageSize, 3),
  })
}

/** A data set whose images are decoded for each batch. */
function decodingDataset(scanned: Scanned): Dataset {
  const { labels } = scanned.index
  const unread = { train: unreadRecords(labels.train.length), test: unreadRecords(labels.test.length) }
  return {
    ...indexedDataset(scanned, unread),
    readBatch: (split, indices, into) => decodeInto(scanned, split, indices, into, [...Array(indices.length).keys()]),
  }
}

/** Decodes the images at `positions` of a batch. Rejects where one is not what it was when the data set was opened. */
async function decodeInto(
  { tree, index }: Scanned,
  split: Split,
  indices: ArrayLike<number>,
  into: Uint8Array,
  positions: readonly number[],
): Promise<void> {
  const size = recordBytes(index.imageSize)
  const decoded = await settleAll(positions.length, async (i) => {
    const image = indices[positions[i]!]!
    const file = index.files[split][image]!
    try {
      const record = await decodeImage(await tree.read(file, imageLimits.fileBytes), index.imageSize)
      if (crc32(record) !== index.checksums[split][image]) throw new FileFault(sentence('imageOther'))
      into.set(record, positions[i]! * size)
    } catch (error) {
      if (!(error instanceof FileFault)) throw error
      throw new DatasetError(sentence('imageChanged', { file: tree.at(file), said: error.sentence }))
    }
  })
  for (const result of decoded) if (result.status === 'rejected') throw result.reason
}
