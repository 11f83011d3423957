import { emptyPart, packImage, type ImageParts } from '#shared/training/packedImages.ts'
import { recordBytes } from '#main/datasets/dataset.ts'
import type { RecordSource } from './batchReader.ts'

/** Images read at once. */
const readAtOnce = 256

/** A part of the images at `indices` of a source, in their order. Rejects if an image cannot be read. */
export async function packTraining(
  source: RecordSource,
  indices: Int32Array,
  parts: ImageParts,
  part: number,
): Promise<Float32Array> {
  const packed = emptyPart(parts, part)
  const own = indices.subarray(part * parts.perPart, (part + 1) * parts.perPart)
  const records = new Uint8Array(readAtOnce * recordBytes(source.size))
  for (let first = 0; first < own.length; first += readAtOnce) {
    const read = own.subarray(first, first + readAtOnce)
    await source.readBatch(read, records.subarray(0, read.length * recordBytes(source.size)))
    for (let i = 0; i < read.length; i++) packImage(parts, part, first + i, records, i, packed)
  }
  return packed
}
