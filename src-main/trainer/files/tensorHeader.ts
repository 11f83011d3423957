import { sizeOf } from '#shared/graph/graph.ts'

/** The parsed header of a safetensors file. */
export interface Header {
  /** `checksum` comes first, if present. */
  metadata: Record<string, string>
  /** Contiguous, starting at 0. */
  tensors: { name: string; shape: readonly number[]; from: number; to: number }[]
}

/** Maximum header size; most of a checkpoint's header is the losses since the last report, about 20 bytes per step. */
export const headerLimit = 2 ** 24

const opening = '{"__metadata__":{"checksum":"'
/** Offset of the checksum digits in an encoded header. */
export const checksumAt = opening.length

/** Whether an encoded header has a checksum at its position. */
export const hasChecksum = (bytes: Uint8Array): boolean => asText(bytes.subarray(0, checksumAt)) === opening

/** The checksum of a header that has one. */
export const checksumIn = (bytes: Uint8Array): string => asText(bytes.subarray(checksumAt, checksumAt + 64))

const asText = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

/** The header as JSON, padded with spaces so that the data starts at a multiple of eight, as the format requires. */
export function encodeHeader({ metadata, tensors }: Header): Uint8Array {
  const entries = tensors.map(({ name, shape, from, to }) => [name, { dtype: 'F32', shape, data_offsets: [from, to] }])
  return encodeJson({ __metadata__: metadata, ...(Object.fromEntries(entries) as object) })
}

function encodeJson(header: unknown): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header))
  const padded = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20)
  padded.set(text)
  return padded
}

interface Entry {
  dtype: 'F32'
  shape: readonly number[]
  data_offsets: readonly [number, number]
}

// Checked by hand: a schema would collect every issue of a header that may be nothing but issues.
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

function isEntry(value: unknown): value is Entry {
  if (!isObject(value) || Object.keys(value).length !== 3 || value['dtype'] !== 'F32') return false
  const { shape, data_offsets: offsets } = value
  return (
    Array.isArray(shape) &&
    shape.every(isCount) &&
    Array.isArray(offsets) &&
    offsets.length === 2 &&
    offsets.every(isCount)
  )
}

function isMetadata(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string')
}

/**
 * The header in these bytes; undefined unless it is byte for byte what encodeHeader writes (so names are unique) and
 * its tensors are contiguous with sizes that match their shapes.
 */
export function decodeHeader(bytes: Uint8Array): Header | undefined {
  if (!isShallow(bytes)) return undefined
  const raw = parsedJson(new TextDecoder().decode(bytes))
  if (raw === undefined || Buffer.compare(encodeJson(raw), bytes) !== 0) return undefined
  if (!isObject(raw)) return undefined
  const { __metadata__: metadata = {}, ...entries } = raw
  if (!isMetadata(metadata) || Object.keys(metadata).indexOf('checksum') > 0) return undefined
  const tensors: Header['tensors'] = []
  let end = 0
  for (const [name, entry] of Object.entries(entries)) {
    if (!isEntry(entry)) return undefined
    const { shape } = entry
    const [from, to] = entry.data_offsets
    if (from !== end || to - from !== 4 * sizeOf(shape)) return undefined
    tensors.push({ name, shape, from, to })
    end = to
  }
  return { metadata, tensors }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Whether the JSON is nested no deeper than a header; parsing deeper nesting takes many times its length in memory. */
function isShallow(bytes: Uint8Array): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (inString) {
      if (byte === backslash) i++
      else if (byte === quote) inString = false
    } else if (byte === quote) inString = true
    else if (openings.has(byte)) {
      if (++depth > 3) return false
    } else if (closings.has(byte)) depth--
  }
  return true
}

const codes = (text: string) => new Set(new TextEncoder().encode(text))
const openings = codes('{[')
const closings = codes('}]')
const quote = 0x22
const backslash = 0x5c
