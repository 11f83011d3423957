import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from '../dataset.ts'
import type { OpenFile } from '../files/files.ts'
import { gunzipped } from '../archives/gunzip.ts'

/** Magic numbers of IDX files of unsigned bytes; one big-endian size per dimension follows. */
const magics = { images: 0x00000803, labels: 0x00000801 }
const magicKeys = { images: 'idxMagicOfImages', labels: 'idxMagicOfLabels' } as const
export type IdxContent = keyof typeof magics

/** A file with its name for messages. */
export interface IdxSource {
  file: string
  open: () => Promise<OpenFile>
}

export interface IdxHeader {
  source: IdxSource
  sizes: number[]
  /** Bytes of the header. */
  headerBytes: number
  /** Expected uncompressed bytes of the file according to its header. */
  expected: number
}

/** The header of a plain or gzipped file; unpacks no more than that. Rejects with a DatasetError. */
export async function readIdxHeader(source: IdxSource, content: IdxContent): Promise<IdxHeader> {
  const { file } = source
  const dimensions = magics[content] & 0xff
  const headerBytes = 4 + 4 * dimensions
  const head = Buffer.alloc(headerBytes)
  const { filled, plainBytes } = await readStart(source, head)
  const found = head.readUInt32BE(0)
  if (filled >= 4 && found !== magics[content]) {
    throw new DatasetError(sentence(magicKeys[content], { file, found: hex(found), expected: hex(magics[content]) }))
  }
  if (filled < headerBytes) throw new DatasetError(sentence('idxWithoutHeader', { file, bytes: filled }))
  const sizes = Array.from({ length: dimensions }, (_, i) => head.readUInt32BE(4 + 4 * i))
  const expected = headerBytes + sizes.reduce((product, size) => product * size, 1)
  if (plainBytes !== undefined) requireBytes(file, plainBytes, expected)
  return { source, sizes, headerBytes, expected }
}

/** The values after the header. Unpacks no more than the header declares. */
export async function readIdxValues({ source, headerBytes, expected }: IdxHeader): Promise<Uint8Array> {
  const { file } = source
  // One extra byte detects a file that is too long.
  const whole = Buffer.alloc(expected + 1)
  const { filled, plainBytes } = await readStart(source, whole)
  if (filled > expected && plainBytes === undefined) {
    throw new DatasetError(sentence('idxGoesOn', { file, expected }))
  }
  requireBytes(file, plainBytes ?? filled, expected)
  return whole.subarray(headerBytes, expected)
}

function requireBytes(file: string, bytes: number, expected: number): void {
  if (bytes !== expected) throw new DatasetError(sentence('idxTruncated', { file, bytes, expected }))
}

/** Fills `into` with the uncompressed start of a file; returns how much was read, and the size of a plain file. */
async function readStart({ file, open }: IdxSource, into: Buffer): Promise<{ filled: number; plainBytes?: number }> {
  const source = await open()
  try {
    if (!/\.gz$/i.test(file)) return { filled: source.read(into, 0), plainBytes: source.bytes }
    return { filled: await unpackStart(source, into) }
  } finally {
    source.close()
  }
}

async function unpackStart(source: OpenFile, into: Buffer): Promise<number> {
  let filled = 0
  try {
    for await (const chunk of gunzipped(source)) {
      filled += chunk.copy(into, filled)
      if (filled === into.length) break
    }
  } catch (error) {
    if (error instanceof DatasetError) throw error
    if (filled < into.length) {
      throw new DatasetError(sentence('gzipDamaged', { file: source.file, said: (error as Error).message }))
    }
  }
  return filled
}

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`
