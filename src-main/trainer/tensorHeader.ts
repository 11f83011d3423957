import { z } from 'zod'
import { sizeOf } from '#shared/graph/graph.ts'

/** What the head of a safetensors file says. */
export interface Header {
  /** `checksum` comes first, where there is one. */
  metadata: Record<string, string>
  /** Each begins where the one before it ends, the first at 0. */
  tensors: { name: string; shape: readonly number[]; from: number; to: number }[]
}

/** Largest header that other readers of safetensors take. */
export const headerLimit = 100_000_000

const opening = '{"__metadata__":{"checksum":"'
/** Where in an encoded header the digits of the checksum begin. */
export const checksumAt = opening.length

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

const schema = z.object({ __metadata__: z.record(z.string(), z.string()).default({}) }).catchall(
  z.strictObject({
    dtype: z.literal('F32'),
    shape: z.array(z.int().min(0)),
    data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
  }),
)

/**
 * The header of these bytes; undefined unless it is encoded as encodeHeader does, byte for byte (so that no name is
 * there twice), and its tensors lie one after another, each as large as its shape says.
 */
export function decodeHeader(bytes: Uint8Array): Header | undefined {
  if (!isShallow(bytes)) return undefined
  const raw = parsedJson(new TextDecoder().decode(bytes))
  if (raw === undefined || Buffer.compare(encodeJson(raw), bytes) !== 0) return undefined
  const parsed = schema.safeParse(raw)
  if (!parsed.success) return undefined
  const { __metadata__: metadata, ...entries } = parsed.data
  if (Object.keys(metadata).indexOf('checksum') > 0) return undefined
  const tensors: Header['tensors'] = []
  let end = 0
  for (const [name, { shape, data_offsets }] of Object.entries(entries)) {
    const [from, to] = data_offsets
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
