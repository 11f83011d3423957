import { crc32 } from 'node:zlib'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, recordBytes } from '../dataset.ts'
import { isThere } from '../files/fileFaults.ts'
import { openRegular, type OpenFile } from '../files/files.ts'

/** A sequence of records that are read synchronously, without decoding. */
export interface Records {
  readonly count: number
  /** Copies record `index` into `into` at `offset`. */
  read(index: number, into: Uint8Array, offset: number): void
  close(): void
}

/** Records in memory; with one channel (grey), each plane is written three times. */
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
      // Nothing to close: the memory is freed with the object.
    },
  }
}

/** Location of records in one file: record i starts at byte start + i * stride. */
export interface Segment {
  file: string
  start: number
  stride: number
  count: number
}

/**
 * Records read from files by position. Holds nothing in memory; processes that read the same files share the operating
 * system's page cache.
 */
export function fileRecords(segments: readonly Segment[], imageSize: number): Records {
  const size = recordBytes(imageSize)
  const opened: (Segment & { source: OpenFile })[] = []
  const close = () => opened.splice(0).forEach(({ source }) => source.close())
  try {
    for (const segment of segments) opened.push({ ...segment, source: openRegular(segment.file) })
  } catch (error) {
    close()
    throw error
  }
  return {
    count: segments.reduce((sum, { count }) => sum + count, 0),
    read(index, into, offset) {
      let local = index
      for (const { file, start, stride, count, source } of opened) {
        if (local < count) {
          if (source.read(into.subarray(offset, offset + size), start + local * stride) === size) return
          throw new DatasetError(sentence('recordsChanged', { file, index: local }))
        }
        local -= count
      }
      throw new RangeError(`invalid index: ${index} (the data set is smaller)`)
    },
    close,
  }
}

/** Cached records, each verified by checksum on every read. */
export interface CheckedRecords {
  /** Copies record `index` into `into`; false if it is damaged. */
  read(index: number, into: Uint8Array): boolean
  close(): void
}

/**
 * Records of `size` bytes in a file, with CRC-32 `checksums`; undefined if a checksum or the file length does not
 * match.
 */
export function checkedRecords(file: string, size: number, checksums: Uint32Array): CheckedRecords | undefined {
  const source = openIfUsable(file)
  if (!source) return undefined
  const read = (index: number, into: Uint8Array, count: number): boolean => {
    if (readOrZero(source, into, index * size) !== count * size) return false
    for (let i = 0; i < count; i++) {
      if (crc32(into.subarray(i * size, (i + 1) * size)) !== checksums[index + i]) return false
    }
    return true
  }
  const atOnce = Math.max(1, Math.floor(2 ** 20 / size))
  const chunk = new Uint8Array(atOnce * size)
  let isWhole = source.bytes === checksums.length * size
  for (let index = 0; isWhole && index < checksums.length; index += atOnce) {
    const count = Math.min(atOnce, checksums.length - index)
    isWhole = read(index, chunk.subarray(0, count * size), count)
  }
  if (isWhole) return { read: (index, into) => read(index, into, 1), close: source.close }
  source.close()
  return undefined
}

/** An unreadable cache file is rebuilt, whatever the reason. */
function openIfUsable(file: string): OpenFile | undefined {
  try {
    return isThere(file) ? openRegular(file) : undefined
  } catch {
    return undefined
  }
}

function readOrZero(source: OpenFile, into: Uint8Array, position: number): number {
  try {
    return source.read(into, position)
  } catch {
    return 0
  }
}
