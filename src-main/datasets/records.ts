import { closeSync, openSync, readSync } from 'node:fs'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, recordBytes } from './dataset.ts'

/** A numbered row of records that can be read at once, without decoding. */
export interface Records {
  readonly count: number
  /** Copies record `index` to `into` at `offset`. */
  read(index: number, into: Uint8Array, offset: number): void
  close(): void
}

/** Records held in memory; with one channel (grey) each plane is written three times. */
export function memoryRecords(bytes: Uint8Array, imageSize: number, channels: 1 | 3): Records {
  const plane = imageSize * imageSize
  const size = channels * plane
  return {
    count: bytes.length / size,
    read(index, into, offset) {
      const record = bytes.subarray(index * size, (index + 1) * size)
      for (let channel = 0; channel < 3; channel += channels) into.set(record, offset + channel * plane)
    },
    close() {
      // Memory is freed with the object.
    },
  }
}

/** Where the records of one file lie: record i starts at byte start + i * stride. */
export interface Segment {
  file: string
  start: number
  stride: number
  count: number
}

/**
 * Records read from files by position. Nothing is held in memory: processes that read the same files share the
 * operating system's cache of them.
 */
export function fileRecords(segments: readonly Segment[], imageSize: number): Records {
  const size = recordBytes(imageSize)
  const opened = segments.map((segment) => ({ ...segment, descriptor: openSync(segment.file, 'r') }))
  return {
    count: segments.reduce((sum, { count }) => sum + count, 0),
    read(index, into, offset) {
      let local = index
      for (const { file, start, stride, count, descriptor } of opened) {
        if (local < count) {
          if (readSync(descriptor, into, offset, size, start + local * stride) === size) return
          throw new DatasetError(sentence('recordsChanged', { file, index: local }))
        }
        local -= count
      }
      throw new RangeError(`invalid index: ${index} (the data set is smaller)`)
    },
    close() {
      for (const { descriptor } of opened) closeSync(descriptor)
    },
  }
}
