import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { unpack } from '#shared/lowering/packing.ts'
import type { Slot } from '#shared/lowering/packing.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import {
  checksumAt,
  checksumIn,
  decodeHeader,
  encodeHeader,
  hasChecksum,
  headerLimit,
  type Header,
} from './tensorHeader.ts'

/** A named float32 tensor, row-major. */
export interface FileTensor {
  shape: readonly number[]
  data: Float32Array
}

/** The tensors in a slot's data with their shapes, in slot order. */
export function slotTensors(slot: Slot, data: Float32Array): Map<string, FileTensor> {
  const tensors = unpack(slot, data)
  return new Map(slot.parts.map(({ name, shape }) => [name, { shape, data: tensors.get(name)! }]))
}

/** A tensor file that is missing or damaged. */
export class TensorFileError extends ValueError {}

/**
 * Writes tensors and metadata as a safetensors file. It is written to a temporary file, synced and renamed, so `path`
 * always has either the complete new file or the previous one. `checksum` in its metadata is the SHA-256 of the whole
 * file with the digits of the checksum replaced by zeros.
 */
export function writeTensorFile(
  path: string,
  tensors: ReadonlyMap<string, FileTensor>,
  metadata: Readonly<Record<string, string>>,
): void {
  const entries: Header['tensors'] = []
  let end = 0
  for (const [name, { shape, data }] of tensors) {
    entries.push({ name, shape, from: end, to: end + data.byteLength })
    end += data.byteLength
  }
  const header = encodeHeader({ metadata: { checksum: noChecksum, ...metadata }, tensors: entries })
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true)
  const parts = [length, header, ...[...tensors.values()].map(({ data }) => bytesOf(data))]
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  header.set(new TextEncoder().encode(hash.digest('hex')), checksumAt)
  writeWhole(path, parts)
}

const noChecksum = '0'.repeat(64)

/** Little-endian bytes of a float32 array, the native order of every supported machine. */
export function bytesOf(data: Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

export interface TensorFile {
  tensors: Map<string, FileTensor>
  metadata: Record<string, string>
  /** Whether the file has a checksum (which then matches). */
  isChecked: boolean
}

/**
 * Tensors and metadata of a file written by writeTensorFile, verified by checksum. A file without one is accepted as
 * older if its metadata has exactly the keys `uncheckedKeys`. Throws TensorFileError if it is damaged or missing,
 * ValueError if the system refuses to read it.
 */
export function readTensorFile(path: string, uncheckedKeys: readonly string[] = []): TensorFile {
  let file: number | undefined
  try {
    // Non-blocking: opening a pipe would wait for its writer.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const read = readOpened(file, uncheckedKeys)
    if (read) return read
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new TensorFileError(sentence('tensorFileGone', { path }))
    if (code !== undefined && !meansDamage.has(code))
      throw new ValueError(sentence('fileUnreadable', { file: path, said: code }), { cause: error })
    throw new TensorFileError(sentence('tensorFileDamaged', { path }), { cause: error })
  } finally {
    if (file !== undefined) closeSync(file)
  }
  throw new TensorFileError(sentence('tensorFileDamaged', { path }))
}

/** Error codes for something that is not a file, or for a disk error there. */
const meansDamage: ReadonlySet<string> = new Set(['EISDIR', 'EIO', 'ELOOP', 'ENXIO'])

/** Larger than any file this program writes. */
const fileLimit = 2 ** 35

/** The parsed file; undefined unless it is a complete tensor file. */
function readOpened(file: number, uncheckedKeys: readonly string[]): TensorFile | undefined {
  const stat = fstatSync(file)
  if (!stat.isFile() || stat.size < 8 || stat.size > fileLimit) return undefined
  const length = readExactly(file, new Uint8Array(8), 0)
  const headerLength = Number(new DataView(length.buffer).getBigUint64(0, true))
  if (headerLength > Math.min(headerLimit, stat.size - 8)) return undefined
  const bytes = readExactly(file, new Uint8Array(headerLength), 8)
  const start = 8 + headerLength
  const isChecked = hasChecksum(bytes)
  // Verify before interpreting the header.
  if (isChecked && checksumIn(bytes) !== checksumOf(file, length, bytes, stat.size)) return undefined
  const header = decodeHeader(bytes)
  if (!header || start + (header.tensors.at(-1)?.to ?? 0) !== stat.size) return undefined
  const { metadata } = header
  delete metadata['checksum']
  if (!isChecked && Object.keys(metadata).some((key) => !uncheckedKeys.includes(key))) return undefined
  const tensors = new Map<string, FileTensor>()
  for (const { name, shape, from, to } of header.tensors) {
    const data = new Float32Array((to - from) / 4)
    readExactly(file, bytesOf(data), start + from)
    tensors.set(name, { shape, data })
  }
  return { tensors, metadata, isChecked }
}

/** The expected checksum of a file of `size` bytes with this header. */
function checksumOf(file: number, length: Uint8Array, header: Uint8Array, size: number): string {
  const digits = header.slice()
  digits.set(new TextEncoder().encode(noChecksum), checksumAt)
  const hash = createHash('sha256').update(length).update(digits)
  const chunk = new Uint8Array(2 ** 20)
  for (let at = 8 + header.length; at < size; at += chunk.length)
    hash.update(readExactly(file, chunk.subarray(0, Math.min(chunk.length, size - at)), at))
  return hash.digest('hex')
}

/** Fills `into` from the file. Throws RangeError if the file is too short. */
function readExactly<T extends Uint8Array>(file: number, into: T, at: number): T {
  for (let done = 0; done < into.length;) {
    const read = readSync(file, into, done, Math.min(into.length - done, 2 ** 24), at + done)
    if (read === 0) throw new RangeError('cut off')
    done += read
  }
  return into
}
