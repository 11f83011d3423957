import { crc32 } from 'node:zlib'
import { contentMeter } from '../files/content.ts'
import { decodeImage, decodeWhole } from './decodeImage.ts'
import type { OpenEnvironment, SkippedFile } from '../dataset.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, perSplit, splits } from '../dataset.ts'
import { FileFault } from '../files/fileFaults.ts'
import type { FileTree } from '../files/fileTree.ts'
import type { ImageIndex } from './imageStore.ts'
import { leaveOut, leftOutGroups, requireUsable, type LeavingOut } from '../files/leftOut.ts'
import { imageLimits } from '../limits.ts'
import { imagesIn, type ImageList } from './listImages.ts'

export interface ImageFolderOptions {
  /** Path of the folder or archive. */
  folder: string
  imageSize: number
  onCorrupt: 'skip' | 'refuse'
  testShare?: number | undefined
  cropFrom?: number | undefined
  /** Whether to keep uncropped images, squeezed into squares of `imageSize`; see WholeImages. */
  isWhole?: boolean
}

/** The record of a file of a tree, and the aspect of its image if kept uncropped. */
export async function readRecord(
  tree: FileTree,
  file: string,
  { imageSize, isWhole = false }: Pick<ImageFolderOptions, 'imageSize' | 'isWhole'>,
): Promise<{ record: Uint8Array; aspect?: number }> {
  const bytes = await tree.read(file, imageLimits.fileBytes)
  return isWhole ? decodeWhole(bytes, imageSize) : { record: await decodeImage(bytes, imageSize) }
}

/** Images decoded between two progress reports. */
const progressInterval = 64
/** Images read and decoded concurrently: slightly more than decoding threads, since each holds its file in memory. */
const inFlight = 8

/**
 * The result of a pass over all images of `list`; `take` receives the records in the order of `splits`. When skipping,
 * a class without remaining training images is skipped too.
 */
export async function scanImages(
  tree: FileTree,
  options: ImageFolderOptions,
  list: ImageList,
  { onProgress }: OpenEnvironment,
  take: (records: Uint8Array) => void,
): Promise<ImageIndex> {
  const { imageSize, onCorrupt } = options
  const meter = contentMeter(imageSize)
  const skipped: SkippedFile[] = []
  const left: LeavingOut = { onCorrupt, skipped, refused: [] }
  const files = perSplit((): string[] => [])
  const labels = perSplit((): number[] => [])
  const checksums = perSplit((): number[] => [])
  const aspects = perSplit((): number[] => [])
  const total = imagesIn(list)
  let done = 0
  const context = { tree, list, onCorrupt, skipped }
  // Before decoding: classes without any image.
  let kept = keptClasses(context, new Set(list.files.train.map(({ label }) => label)))
  for (const split of splits) {
    const images = list.files[split].filter(({ label }) => kept.has(label))
    for (let start = 0; start < images.length; start += progressInterval) {
      const some = images.slice(start, start + progressInterval)
      const results = await settleAll(some.length, (i) => readRecord(tree, some[i]!.file, options))
      results.forEach((result, i) => {
        const { file, label } = some[i]!
        if (result.status === 'fulfilled') {
          const { record, aspect } = result.value
          take(record)
          meter.addRecords(record, split === 'train')
          if (aspect !== undefined) aspects[split].push(aspect)
          files[split].push(file)
          labels[split].push(label)
          checksums[split].push(crc32(record))
          return
        }
        if (!(result.reason instanceof FileFault)) throw result.reason
        leaveOut(left, file, result.reason.sentence)
      })
      done += some.length
      onProgress?.(done, total)
    }
    // Continue even if the data set will be refused, so that all problems are reported at once.
    if (split === 'train' && left.refused.length === 0) kept = keptClasses(context, new Set(labels.train), [...kept])
    const newLabels = new Map([...kept].map((label, i) => [label, i]))
    labels[split] = labels[split].map((label) => newLabels.get(label)!)
    meter.addLabels(Uint16Array.from(labels[split]))
  }
  requireUsable(tree, left.refused)
  if (labels.validation.length === 0 && list.files.validation.length > 0)
    throw new DatasetError(sentence('validationImagesNone', { folder: tree.path, groups: leftOutGroups(skipped) }))
  const classNames = [...kept].map((label) => list.classNames[label]!)
  const found = { imageSize, classNames, files, labels, checksums, skipped, content: meter.finish() }
  return options.isWhole ? { ...found, aspects } : found
}

/**
 * The ascending labels of classes with images: those `seen` among `before`, or all. Other classes are skipped or
 * refused like unreadable images; the data set is also refused if only one class is left.
 */
function keptClasses(
  { tree, list, onCorrupt, skipped }: Pick<ImageFolderOptions, 'onCorrupt'> & ClassContext,
  seen: ReadonlySet<number>,
  before: readonly number[] = [...list.classNames.keys()],
): Set<number> {
  const kept = new Set(before.filter((label) => seen.has(label)))
  for (const label of before) {
    if (kept.has(label)) continue
    const folders = list.classFolders[label]!
    if (onCorrupt === 'refuse' || kept.size < 2) {
      const groups = leftOutGroups([...list.skipped, ...skipped].filter((file) => isInside(file, folders)))
      const values = { folder: tree.path, name: list.classNames[label]! }
      throw new DatasetError(
        groups.length === 0 ? sentence('classWithoutImages', values) : sentence('classUnusable', { ...values, groups }),
      )
    }
    for (const file of folders) skipped.push({ file, reason: sentence('skippedEmptyClass') })
  }
  return kept
}

interface ClassContext {
  tree: FileTree
  list: ImageList
  skipped: SkippedFile[]
}

const isInside = ({ file }: SkippedFile, folders: readonly string[]) =>
  folders.some((folder) => file.startsWith(`${folder}/`))

/** The results of `count` tasks, in order, with `inFlight` of them running concurrently. */
export async function settleAll<T>(
  count: number,
  act: (index: number) => Promise<T>,
): Promise<PromiseSettledResult<T>[]> {
  const results: PromiseSettledResult<T>[] = []
  let next = 0
  const work = async () => {
    while (next < count) {
      const index = next++
      const [result] = await Promise.allSettled([act(index)])
      results[index] = result
    }
  }
  await Promise.all(Array.from({ length: inFlight }, work))
  return results
}
