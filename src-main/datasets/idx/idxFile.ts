import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from '../dataset.ts'
import type { OpenFile } from '../files/files.ts'
import { gunzipped } from '../archives/gunzip.ts'

/** What an IDX file of unsigned bytes begins with: a magic number, then one big-endian size a dimension. */
const magics = { images: 0x00000803, labels: 0x00000801 }
const magicKeys = { images: 'idxMagicOfImages', labels: 'idxMagicOfLabels' } as const
export type IdxContent = keyof typeof magics

/** A file, by its name for messages. */
export interface IdxSource {
  file: string
  open: () => Promise<OpenFile>
}

export interface IdxHeader {
  source: IdxSource
  sizes: number[]
  /** Bytes of the header. */
  headerBytes: number
  /** Bytes of the file, unpacked, if it holds what its header says. */
  expected: number
}

/** The header of a file, plain or packed; of a packed one no more is unpacked. Rejects with a DatasetError. */
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

/** The values after the header. Of a packed file no more is unpacked than the header says. */
export async function readIdxValues({ source, headerBytes, expected }: IdxHeader): Promise<Uint8Array> {
  const { file } = source
  // One byte more tells a file that goes on.
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

/** Fills `into` with what a file begins with, unpacked; how much there was, and how long a plain file is. */
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
