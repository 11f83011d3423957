import type { Placement } from './augmentation.ts'
import { partLengths, type ImageParts } from './packedImages.ts'

/**
 * For gathering a batch from packed images: pixel (y, x) of image n is at `rows[part][n, y] + columns[n, x]` in each
 * part. `positions` are those of the images; placements have the images' size. Both are written as [N, size] or, with
 * `batchLast`, [size, N]. Shows what writeBatch shows.
 */
export function placementIndices(
  positions: Int32Array,
  placements: readonly Placement[],
  parts: ImageParts,
  batchLast: boolean,
  rows: readonly Int32Array[],
  columns: Int32Array,
): void {
  const { imageSize: size, perPart } = parts
  const batch = positions.length
  const width = size + 1
  const [imageStride, stride] = batchLast ? [1, batch] : [size, 1]
  const inside = (position: number) => position >= 0 && position < size
  partLengths(parts).forEach((length, part) => rows[part]!.fill(length - width))
  placements.forEach(({ x0, y0, flipped }, n) => {
    const part = Math.floor(positions[n]! / perPart)
    const first = (positions[n]! - part * perPart) * size
    for (let i = 0; i < size; i++) {
      const at = n * imageStride + i * stride
      const row = y0 + i
      const column = x0 + (flipped ? size - 1 - i : i)
      if (inside(row)) rows[part]![at] = (first + row) * width
      columns[at] = inside(column) ? column : size
    }
  })
}
