import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { sizeOf } from '#shared/graph/graph.ts'
import { unpack } from '#shared/lowering/packing.ts'
import type { Slot } from '#shared/lowering/plan.ts'
import { writeWhole } from '#main/disk/writeAside.ts'

/** A named float32 tensor, row-major. */
export interface FileTensor {
  shape: readonly number[]
  data: Float32Array
}

/** The named tensors of a slot's data with their shapes, in the slot's order. */
export function slotTensors(slot: Slot, data: Float32Array): Map<string, FileTensor> {
  const tensors = unpack(slot, data)
  return new Map(slot.parts.map(({ name, shape }) => [name, { shape, data: tensors.get(name)! }]))
}

const headerSchema = z.object({ __metadata__: z.record(z.string(), z.string()).default({}) }).catchall(
  z.object({
    dtype: z.literal('F32'),
    shape: z.array(z.int().min(0)),
    data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
  }),
)

/**
 * Writes tensors and metadata as a safetensors file: written aside, synced and renamed, so that under `path` there is
 * either the whole file or what was there before.
 */
export function writeTensorFile(
  path: string,
  tensors: ReadonlyMap<string, FileTensor>,
  metadata: Readonly<Record<string, string>>,
): void {
  const header: Record<string, unknown> = { __metadata__: metadata }
  let end = 0
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + data.byteLength] }
    end += data.byteLength
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  // The data begins at a multiple of eight, as the format asks.
  const padded = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20)
  padded.set(text)
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(padded.length), true)
  writeWhole(path, [length, padded, ...[...tensors.values()].map(({ data }) => bytesOf(data))])
}

/** Little-endian bytes of a float32 array, which is how every supported machine keeps it. */
export function bytesOf(data: Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

/** Tensors and metadata of a safetensors file of float32. Throws RangeError naming the file when it is damaged. */
export function readTensorFile(path: string): { tensors: Map<string, FileTensor>; metadata: Record<string, string> } {
  const bytes = readFileSync(path)
  try {
    const start = 8 + Number(bytes.readBigUInt64LE(0))
    const { __metadata__: metadata, ...entries } = headerSchema.parse(JSON.parse(bytes.toString('utf8', 8, start)))
    const tensors = new Map<string, FileTensor>()
    for (const [name, { shape, data_offsets }] of Object.entries(entries)) {
      const [from, to] = data_offsets
      const count = sizeOf(shape)
      if (to - from !== count * 4 || start + to > bytes.length) throw new RangeError(name)
      tensors.set(name, {
        shape,
        data: new Float32Array(bytes.buffer.slice(bytes.byteOffset + start + from, bytes.byteOffset + start + to)),
      })
    }
    return { tensors, metadata }
  } catch {
    throw new RangeError(`${path} is damaged or no file of weights: remove it and train the run again.`)
  }
}
