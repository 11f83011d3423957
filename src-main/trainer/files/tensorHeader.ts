import { sizeOf } from '#shared/graph/graph.ts'

/** What the head of a safetensors file says. */
export interface Header {
  /** `checksum` comes first, where there is one. */
  metadata: Record<string, string>
  /** Each begins where the one before it ends, the first at 0. */
  tensors: { name: string; shape: readonly number[]; from: number; to: number }[]
}

/**
 * Largest header that is read: most of one is a checkpoint's losses since the last report, about 20 bytes for each step.
 */
export const headerLimit = 2 ** 24

const opening = '{"__metadata__":{"checksum":"'
/** Where in an encoded header the digits of the checksum begin. */
export const checksumAt = opening.length

/** Whether an encoded header has a checksum in its place. */
export const hasChecksum = (bytes: Uint8Array): boolean => asText(bytes.subarray(0, checksumAt)) === opening

/** The checksum of a header that has one. */
export const checksumIn = (bytes: Uint8Array): string => asText(bytes.subarray(checksumAt, checksumAt + 64))

const asText = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

/** The header as JSON, filled up with spaces: the data begins at a multiple of eight, as the format asks. */
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

// By hand: a schema would gather every fault of a header that is nothing but faults.
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
 * The header of these bytes; undefined unless it is encoded as encodeHeader does, byte for byte (so that no name is
 * there twice), and its tensors lie one after another, each as large as its shape says.
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

/** Whether nothing is nested deeper than a header is: parsing what is takes many times its length in memory. */
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
