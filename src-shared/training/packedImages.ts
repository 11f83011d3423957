/**
 * Images packed for a device that gathers float32 numbers: a pixel is r + 256 g + 65536 b, every row ends with a pixel
 * outside the image, and one more row of them ends the part. A device's buffers are limited, so images lie in several
 * parts. The first holds pixels as they are, the others minus `outside`: the sum of what all parts have at a place, where
 * all but one have nothing, is the pixel. All numbers are integers up to 2^24, thus exact.
 */

/** The pixel outside every image. */
export const outside = 2 ** 24

/** How images are divided into parts. */
export interface ImageParts {
  /** Side of the square images in pixels. */
  imageSize: number
  count: number
  /** Images of every part but the last, at least 1. */
  perPart: number
}

/** Divides `count` images into parts of at most `limit` numbers each; null if not even one image fits. */
export function divideImages(imageSize: number, count: number, limit: number): ImageParts | null {
  const perPart = Math.min(count, Math.floor((Math.floor(limit / (imageSize + 1)) - 1) / imageSize))
  return perPart < 1 ? null : { imageSize, count, perPart }
}

/** Length of each part. */
export function partLengths({ imageSize, count, perPart }: ImageParts): number[] {
  return Array.from({ length: Math.ceil(count / perPart) }, (_, part) => {
    const images = Math.min(perPart, count - part * perPart)
    return (images * imageSize + 1) * (imageSize + 1)
  })
}

/** A part without images: every pixel is outside. */
export function emptyPart(parts: ImageParts, part: number): Float32Array {
  return new Float32Array(partLengths(parts)[part]!).fill(part === 0 ? outside : 0)
}

/** Writes the image of record (uint8 [3, imageSize, imageSize]) `index` of `records` as image `at` of a part. */
export function packImage(
  { imageSize: size }: ImageParts,
  part: number,
  at: number,
  records: Uint8Array,
  index: number,
  into: Float32Array,
): void {
  const plane = size * size
  const absent = part === 0 ? 0 : outside
  for (let y = 0; y < size; y++) {
    let source = index * 3 * plane + y * size
    let target = (at * size + y) * (size + 1)
    for (let x = 0; x < size; x++, source++)
      into[target++] = records[source]! + 256 * records[source + plane]! + 65536 * records[source + 2 * plane]! - absent
  }
}
