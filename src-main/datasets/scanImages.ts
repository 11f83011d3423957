import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { contentMeter } from './content.ts'
import { decodeImage } from './decodeImage.ts'
import type { OpenEnvironment, SkippedFile, Split } from './dataset.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, splits } from './dataset.ts'
import { FileFault } from './fileFaults.ts'
import type { ImageIndex } from './imageStore.ts'
import { leaveOut, type ImageList } from './listImages.ts'

export interface ImageFolderOptions {
  folder: string
  imageSize: number
  onCorrupt: 'skip' | 'refuse'
  testShare?: number | undefined
}

/** Images decoded between two tellings of progress. */
const toldAfter = 64
/** Images read and decoded at the same time: a few more than threads that do it, as each holds its file in memory. */
const inFlight = 8

/** What a pass over all images of `list` found; `take` is given the records, train then test, in order. */
export async function scanImages(
  { folder, imageSize, onCorrupt }: ImageFolderOptions,
  list: ImageList,
  { onProgress }: OpenEnvironment,
  take: (records: Uint8Array) => void,
): Promise<ImageIndex> {
  const meter = contentMeter(imageSize)
  const skipped: SkippedFile[] = []
  const files: Record<Split, string[]> = { train: [], test: [] }
  const labels: Record<Split, number[]> = { train: [], test: [] }
  const checksums: Record<Split, number[]> = { train: [], test: [] }
  const total = list.files.train.length + list.files.test.length
  let done = 0
  for (const split of splits) {
    for (let start = 0; start < list.files[split].length; start += toldAfter) {
      const images = list.files[split].slice(start, start + toldAfter)
      const results = await settleAll(images.length, (i) => decodeImage(join(folder, images[i]!.file), imageSize))
      results.forEach((result, i) => {
        const { file, label } = images[i]!
        if (result.status === 'fulfilled') {
          take(result.value)
          meter.addRecords(result.value, split === 'train')
          files[split].push(file)
          labels[split].push(label)
          checksums[split].push(crc32(result.value))
          return
        }
        if (!(result.reason instanceof FileFault)) throw result.reason
        leaveOut(result.reason, { file, path: join(folder, file), onCorrupt, skipped })
      })
      done += images.length
      onProgress?.(done, total)
    }
    meter.addLabels(Uint16Array.from(labels[split]))
  }
  const seen = new Set(labels.train)
  const empty = list.classNames.findIndex((_, label) => !seen.has(label))
  if (empty >= 0) {
    throw new DatasetError(sentence('classWithoutImages', { folder, name: list.classNames[empty] ?? '' }))
  }
  return { imageSize, classNames: list.classNames, files, labels, checksums, skipped, content: meter.finish() }
}

/** What `count` acts came to, in order, `inFlight` of them under way at once. */
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
