import { z } from 'zod'
import type { Stream } from '#shared/random/stream.ts'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'

const interval = (unit: z.ZodNumber) =>
  z.tuple([unit, unit]).refine(([low, high]) => low <= high, issueMessage(sentence('endsSwapped')))

/** How training images are augmented; the augmentation part of a recipe. */
export const augmentationSchema = z
  .strictObject({
    /** Pixels of zero padding on each side before cropping back to the image size; 0: no crop. */
    cropPadding: z.int().min(0),
    /** Mirrors each image left to right with probability one half. */
    flip: z.boolean(),
    /**
     * A random crop, given by its share of the image's area and its aspect (width over height), resized to the full
     * image.
     */
    randomResizedCrop: z
      .strictObject({ area: interval(z.number().gt(0).max(1)), aspect: interval(z.number().positive()) })
      .nullable(),
  })
  .refine(
    ({ cropPadding, randomResizedCrop }) => cropPadding === 0 || randomResizedCrop === null,
    issueMessage(sentence('cropsExclude')),
  )
export type Augmentation = z.infer<typeof augmentationSchema>

/** The visible part of an image in pixels, and whether it is mirrored. May extend beyond the image. */
export interface Placement {
  x0: number
  y0: number
  width: number
  height: number
  flipped: boolean
}

/**
 * A random placement for a square image of `imageSize` pixels. Crop offsets are uniform over 0..2·cropPadding, both
 * ends included; pycls excludes the last (numpy's randint excludes its upper end). A random crop is drawn as in pycls:
 * uniform area, uniform aspect, ten attempts to fit, otherwise the largest centred square.
 * `squeeze`: width over height of an image that was squeezed into the square; area and aspect then refer to the
 * original image.
 */
export function drawAugmentation(settings: Augmentation, imageSize: number, random: Stream, squeeze = 1): Placement {
  const { cropPadding, flip, randomResizedCrop } = settings
  const placement: Placement = { x0: 0, y0: 0, width: imageSize, height: imageSize, flipped: false }
  if (cropPadding > 0) {
    placement.x0 = random.below(2 * cropPadding + 1) - cropPadding
    placement.y0 = random.below(2 * cropPadding + 1) - cropPadding
  }
  if (randomResizedCrop) drawPart(placement, randomResizedCrop, { imageSize, squeeze }, random)
  if (flip) placement.flipped = random.below(2) === 1
  return placement
}

function drawPart(
  placement: Placement,
  { area, aspect }: NonNullable<Augmentation['randomResizedCrop']>,
  { imageSize, squeeze }: { imageSize: number; squeeze: number },
  random: Stream,
): void {
  const between = ([low, high]: readonly [number, number]) => low + (high - low) * random.uniform()
  for (let attempt = 0; attempt < 10; attempt++) {
    const pixels = between(area) * imageSize * imageSize
    const ratio = between(aspect) / squeeze
    const width = Math.round(Math.sqrt(pixels * ratio))
    const height = Math.round(Math.sqrt(pixels / ratio))
    if (width < 1 || height < 1 || width > imageSize || height > imageSize) continue
    placement.x0 = random.below(imageSize - width + 1)
    placement.y0 = random.below(imageSize - height + 1)
    placement.width = width
    placement.height = height
    return
  }
  if (squeeze > 1) placement.width = Math.max(1, Math.round(imageSize / squeeze))
  else placement.height = Math.max(1, Math.round(imageSize * squeeze))
  placement.x0 = Math.floor((imageSize - placement.width) / 2)
  placement.y0 = Math.floor((imageSize - placement.height) / 2)
}

export interface BatchFormat {
  /** Side of the square images in pixels. */
  imageSize: number
  /** Side of the records in pixels if crops come from larger records; otherwise imageSize. */
  recordSize?: number
  /** Per channel, on the 0..1 scale. */
  mean: readonly [number, number, number]
  std: readonly [number, number, number]
  /** Axis order: [image, channel, row, column] or [channel, row, column, image]. */
  layout: 'NCHW' | 'CHWN'
}

/**
 * Fills `out` with the normalised images (x / 255 - mean) / std of `records` (uint8 [N, 3, recordSize, recordSize]),
 * each cropped to its placement; null placements show whole images. Pixels beyond the edges are 0 after normalisation,
 * as in pycls. Crops of another size are resized bilinearly: half-pixel centres, clamped edges, no antialiasing.
 */
export function writeBatch(
  records: Uint8Array,
  placements: readonly Placement[] | null,
  format: BatchFormat,
  out: Float32Array,
): void {
  const { imageSize: size, recordSize = size, layout } = format
  const plane = size * size
  const recordPlane = recordSize * recordSize
  const count = records.length / (3 * recordPlane)
  if (!Number.isInteger(count))
    throw new RangeError(`invalid records: ${records.length} bytes (${3 * recordPlane} an image)`)
  if (out.length !== count * 3 * plane)
    throw new RangeError(`invalid out: ${out.length} values (${count * 3 * plane} for ${count} images)`)
  if (!placements && recordSize !== size)
    throw new RangeError(`invalid recordSize: ${recordSize} (${size} without placements)`)
  if (placements && placements.length !== count)
    throw new RangeError(`invalid placements: ${placements.length} (${count} images)`)
  const table = normalisationTable(format)
  const imageStride = layout === 'NCHW' ? 3 * plane : 1
  const pixelStride = layout === 'NCHW' ? 1 : count
  const columns = placements && resizedColumns(placements, size)
  // Loop over images inside rows: in CHWN, one row of all images stays in the nearest cache while it is written.
  for (let channel = 0; channel < 3; channel++) {
    const values = table.subarray(channel * 256, channel * 256 + 256)
    for (let y = 0; y < size; y++) {
      const rowStart = (channel * plane + y * size) * pixelStride
      for (let n = 0; n < count; n++) {
        const source = (n * 3 + channel) * recordPlane
        const target = rowStart + n * imageStride
        const placement = placements?.[n]
        if (!placement) copyRow(records, source + y * size, 0, size, false, values, out, target, pixelStride, size)
        else if (placement.width === size && placement.height === size) {
          const { x0, y0, flipped } = placement
          const row = y + y0
          const inside = row >= 0 && row < recordSize
          copyRow(
            records,
            source + row * recordSize,
            x0,
            inside ? recordSize : 0,
            flipped,
            values,
            out,
            target,
            pixelStride,
            size,
          )
        } else resizeRow(records, source, recordSize, y, placement, columns!, n, values, out, target, pixelStride, size)
      }
    }
  }
}

/** (byte / 255 - mean) / std for every byte value, one channel after another. */
export function normalisationTable({ mean, std }: Pick<BatchFormat, 'mean' | 'std'>): Float32Array {
  const table = new Float32Array(3 * 256)
  for (let i = 0; i < table.length; i++) {
    const channel = i >> 8
    table[i] = ((i & 255) / 255 - mean[channel]!) / std[channel]!
  }
  return table
}

/** Writes one row starting at column x0; columns outside 0..width-1 become 0. */
function copyRow(
  records: Uint8Array,
  row: number,
  x0: number,
  width: number,
  flipped: boolean,
  values: Float32Array,
  out: Float32Array,
  target: number,
  stride: number,
  size: number,
): void {
  let column = flipped ? x0 + size - 1 : x0
  const step = flipped ? -1 : 1
  for (let x = 0; x < size; x++) {
    out[target] = column >= 0 && column < width ? values[records[row + column]!]! : 0
    target += stride
    column += step
  }
}

/** For image n and column x, at index n * size + x: the left source column and the weight of the right one. */
interface Columns {
  left: Int32Array
  weight: Float32Array
}

function resizedColumns(placements: readonly Placement[], size: number): Columns | null {
  if (placements.every(({ width, height }) => width === size && height === size)) return null
  const left = new Int32Array(placements.length * size)
  const weight = new Float32Array(placements.length * size)
  placements.forEach(({ width, flipped }, n) => {
    for (let x = 0; x < size; x++) {
      const position = sourcePosition(flipped ? size - 1 - x : x, width, size)
      left[n * size + x] = Math.floor(position)
      weight[n * size + x] = position - Math.floor(position)
    }
  })
  return { left, weight }
}

/** Position of target pixel `x` of `size` among `length` source pixels, clamped to the first and last pixel centre. */
function sourcePosition(x: number, length: number, size: number): number {
  return Math.min(length - 1, Math.max(0, ((x + 0.5) * length) / size - 0.5))
}

function resizeRow(
  records: Uint8Array,
  source: number,
  recordSize: number,
  y: number,
  { x0, y0, width, height }: Placement,
  { left, weight }: Columns,
  n: number,
  values: Float32Array,
  out: Float32Array,
  target: number,
  stride: number,
  size: number,
): void {
  const position = sourcePosition(y, height, size)
  const top = Math.floor(position)
  const down = position - top
  const upper = source + (y0 + top) * recordSize + x0
  const lower = source + (y0 + Math.min(top + 1, height - 1)) * recordSize + x0
  for (let x = 0; x < size; x++) {
    const first = left[n * size + x]!
    const second = Math.min(first + 1, width - 1)
    const right = weight[n * size + x]!
    const above = values[records[upper + first]!]! * (1 - right) + values[records[upper + second]!]! * right
    const below = values[records[lower + first]!]! * (1 - right) + values[records[lower + second]!]! * right
    out[target] = above * (1 - down) + below * down
    target += stride
  }
}
