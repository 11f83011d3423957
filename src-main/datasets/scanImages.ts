import { join } from 'node:path'
import { contentMeter } from './content.ts'
import { decodeImage } from './decodeImage.ts'
import type { OpenEnvironment, SkippedFile, Split } from './dataset.ts'
import { asWritten, sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, splits } from './dataset.ts'
import type { ImageIndex } from './imageStore.ts'
import type { ImageList } from './listImages.ts'

export interface ImageFolderOptions {
  folder: string
  imageSize: number
  onCorrupt: 'skip' | 'refuse'
  testShare?: number | undefined
}

/** Images decoded at the same time. */
export const inFlight = 64

/** What a pass over all images of `list` found; `take` is given the records, train then test, in order. */
export async function scanImages(
  { folder, imageSize, onCorrupt }: ImageFolderOptions,
  list: ImageList,
  { onProgress }: OpenEnvironment,
  take: (records: Uint8Array) => void,
): Promise<ImageIndex> {
  const meter = contentMeter(imageSize)
  const skipped: SkippedFile[] = [...list.skipped]
  const files: Record<Split, string[]> = { train: [], test: [] }
  const labels: Record<Split, number[]> = { train: [], test: [] }
  const total = list.files.train.length + list.files.test.length
  let done = 0
  for (const split of splits) {
    for (let start = 0; start < list.files[split].length; start += inFlight) {
      const images = list.files[split].slice(start, start + inFlight)
      const results = await Promise.allSettled(images.map(({ file }) => decodeImage(join(folder, file), imageSize)))
      results.forEach((result, i) => {
        const { file, label } = images[i]!
        if (result.status === 'fulfilled') {
          take(result.value)
          meter.addRecords(result.value, split === 'train')
          files[split].push(file)
          labels[split].push(label)
          return
        }
        const reason = plainReason(result.reason)
        if (onCorrupt === 'refuse') {
          throw new DatasetError(sentence('imageUndecodable', { file: join(folder, file), said: reason }))
        }
        skipped.push({ file, reason: asWritten(reason) })
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
  return { imageSize, classNames: list.classNames, files, labels, skipped, content: meter.finish(), recordBytes: 0 }
}

/** The first line of a decoder's message, without the path that the caller names anyway. */
export function plainReason(error: unknown): string {
  const [line] = (error instanceof Error ? error.message : String(error)).split('\n')
  return (line ?? '').trim()
}
