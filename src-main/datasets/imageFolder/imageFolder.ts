import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { cachedDataset, unreadRecords, type Mend } from '../records/cachedDataset.ts'
import { decoderVersion } from './decodeImage.ts'
import type { Dataset, OpenEnvironment, PerSplit, Split } from '../dataset.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, perSplit, recordBytes } from '../dataset.ts'
import { FileFault } from '../files/fileFaults.ts'
import type { FileTree } from '../files/fileTree.ts'
import type { ImageIndex } from './imageStore.ts'
import { loadIndex, loadRecords, openAtomicWriter, recordsFile, saveFound, storeKey } from './imageStore.ts'
import { mostImages } from '../limits.ts'
import { imagesIn, listImages, type ImageList } from './listImages.ts'
import { openTree } from '../files/openTree.ts'
import { recordDataset } from '../records/recordDataset.ts'
import type { Records } from '../records/records.ts'
import { memoryRecords } from '../records/records.ts'
import type { ImageFolderOptions } from './scanImages.ts'
import { readRecord, scanImages, settleAll } from './scanImages.ts'

const defaultLimitBytes = 2 * 2 ** 30

/** A scanned folder of images. */
interface Scanned {
  tree: FileTree
  options: ImageFolderOptions
  list: ImageList
  index: ImageIndex
}

/**
 * The data set of a folder or archive of images per class (see listImages). The first opening decodes every image once
 * to find damaged ones and measure the content; it keeps the records in `cacheDir` (in memory without one) if they stay
 * below the limit. For a larger folder it keeps only the index, and images are decoded per batch. Records read later
 * are verified against the checksums of the first pass. With `cropFrom`, all of this also happens for uncropped images.
 */
export async function openImageFolder(options: ImageFolderOptions, environment: OpenEnvironment): Promise<Dataset> {
  const { cropFrom } = options
  const { dataset } = await openOnce(options, environment)
  if (cropFrom === undefined) return dataset
  try {
    return withWhole(dataset, await openOnce({ ...options, imageSize: cropFrom, isWhole: true }, environment))
  } catch (error) {
    dataset.close()
    throw error
  }
}

interface Opened {
  dataset: Dataset
  index: ImageIndex
}

async function openOnce(options: ImageFolderOptions, environment: OpenEnvironment): Promise<Opened> {
  const tree = await openTree(options.folder, environment)
  try {
    return await openImages(tree, options, environment)
  } catch (error) {
    tree.close()
    throw error
  }
}

/** `dataset` with its uncropped training images, which then count towards its content. */
function withWhole(dataset: Dataset, { dataset: whole, index }: Opened): Dataset {
  const { info, labels } = dataset
  const aspects = index.aspects?.train ?? []
  if (whole.info.trainCount !== info.trainCount || aspects.length !== info.trainCount) {
    whole.close()
    throw new DatasetError(sentence('imagesDiffer', { folder: dataset.called }))
  }
  const content = JSON.stringify([info.hash, whole.info.hash, aspects])
  const hash = createHash('sha256').update(content).digest('hex')
  return {
    ...dataset,
    labels,
    info: { ...info, hash, id: `imageFolder-${hash.slice(0, 12)}` },
    whole: {
      size: whole.info.imageSize,
      aspects,
      readBatch: (indices, into) => whole.readBatch('train', indices, into),
    },
    close() {
      dataset.close()
      whole.close()
    },
  }
}

async function openImages(tree: FileTree, options: ImageFolderOptions, environment: OpenEnvironment): Promise<Opened> {
  const { imageSize } = options
  const { cacheDir, cacheLimitBytes = defaultLimitBytes } = environment
  const list = listImages(tree, options)
  const total = imagesIn(list) * recordBytes(imageSize)
  const keepRecords = total <= cacheLimitBytes
  const scan = (take: (record: Uint8Array) => void) => scanImages(tree, options, list, environment, take)
  if (cacheDir === undefined) {
    const records: Uint8Array[] = []
    const index = await scan((record) => {
      if (keepRecords) records.push(record)
    })
    const scanned = { tree, options, list, index }
    return { index, dataset: keepRecords ? memoryDataset(scanned, records) : decodingDataset(scanned) }
  }
  const key = keyOf(options, list, keepRecords)
  if (!keepRecords) {
    const kept = loadIndex(cacheDir, key)
    const index = kept ?? (await scan(() => undefined))
    if (!kept) saveFound(cacheDir, key, index)
    return { index, dataset: decodingDataset({ tree, options, list, index }) }
  }
  let kept = loadRecords(cacheDir, key)
  if (!kept) {
    // Records are written first, so an index never exists without them.
    saveFound(cacheDir, key, await scanInto(recordsFile(cacheDir, key), scan))
    kept = loadRecords(cacheDir, key)
  }
  if (!kept) throw new DatasetError(sentence('cacheUnreadable', { file: recordsFile(cacheDir, key) }))
  const { index, records } = kept
  const scanned = { tree, options, list, index }
  const mend: Mend = (...batch) => decodeInto(scanned, ...batch)
  return { index, dataset: cachedDataset(decodingDataset(scanned), records, mend) }
}

function keyOf(
  { folder, imageSize, onCorrupt, isWhole }: ImageFolderOptions,
  list: ImageList,
  keepRecords: boolean,
): string {
  const { classNames: classes } = list
  const { validation, ...others } = list.files
  // The key without validation images predates their support and must stay the same.
  const files = validation.length > 0 ? list.files : others
  try {
    return storeKey({ classes, files, imageSize, onCorrupt, keepRecords, decoderVersion, isWhole })
  } catch (error) {
    // Millions of long names exceed the maximum string length.
    if (error instanceof RangeError) throw new DatasetError(sentence('imagesTooMany', { folder, most: mostImages }))
    throw error
  }
}

/** The index of a pass that writes its records to `file`. */
async function scanInto(
  file: string,
  scan: (take: (record: Uint8Array) => void) => Promise<ImageIndex>,
): Promise<ImageIndex> {
  const writer = openAtomicWriter(file)
  try {
    const index = await scan((record) => writer.write(record))
    writer.keep()
    return index
  } catch (error) {
    writer.discard()
    throw error
  }
}

function indexedDataset({ tree, list, index }: Scanned, records: PerSplit<Records>): Dataset {
  const dataset = recordDataset({
    kind: 'imageFolder',
    name: tree.name,
    classNames: index.classNames,
    imageSize: index.imageSize,
    records,
    labels: perSplit((split) => Uint16Array.from(index.labels[split])),
    skipped: [...list.skipped, ...index.skipped],
    notes: list.notes,
    content: index.content,
  })
  return {
    ...dataset,
    fileOf: (split, image) => tree.at(index.files[split][image]!),
    close() {
      dataset.close()
      tree.close()
    },
  }
}

function memoryDataset(scanned: Scanned, records: Uint8Array[]): Dataset {
  const { labels, imageSize } = scanned.index
  const bytes = Buffer.concat(records)
  const size = recordBytes(imageSize)
  let taken = 0
  const take = (count: number) => bytes.subarray(taken, (taken += count * size))
  return indexedDataset(
    scanned,
    perSplit((split) => memoryRecords(take(labels[split].length), imageSize, 3)),
  )
}

/** A data set whose images are decoded for each batch. */
function decodingDataset(scanned: Scanned): Dataset {
  const { labels } = scanned.index
  return {
    ...indexedDataset(
      scanned,
      perSplit((split) => unreadRecords(labels[split].length)),
    ),
    readBatch: (split, indices, into) => decodeInto(scanned, split, indices, into, [...Array(indices.length).keys()]),
  }
}

/** Decodes the images at `positions` of a batch. Rejects if one has changed since the data set was opened. */
async function decodeInto(
  { tree, options, index }: Scanned,
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
      const { record } = await readRecord(tree, file, options)
      if (crc32(record) !== index.checksums[split][image]) throw new FileFault(sentence('imageOther'))
      into.set(record, positions[i]! * size)
    } catch (error) {
      if (!(error instanceof FileFault)) throw error
      throw new DatasetError(sentence('imageChanged', { file: tree.at(file), said: error.sentence }))
    }
  })
  for (const result of decoded) if (result.status === 'rejected') throw result.reason
}
