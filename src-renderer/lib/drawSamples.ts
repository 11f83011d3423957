/**
 * Images as sent by the lab: uint8 RGB, planar, `perClass` slots for each class, of which the first `counts` are used.
 */
export interface Samples {
  imageSize: number
  perClass: number
  counts: readonly number[]
  pixels: Uint8Array
}

const gap = 2

/**
 * Draws each class as a row of as many images as fit into `width` px, each `cell` px square, nearest neighbour, sharp
 * on dense screens.
 */
export function drawSamples(canvas: HTMLCanvasElement, samples: Samples, cell: number, width: number): void {
  const { imageSize, perClass, counts, pixels } = samples
  const pitch = cell + gap
  const columns = Math.max(1, Math.min(perClass, Math.floor((width + gap) / pitch)))
  const density = window.devicePixelRatio
  canvas.width = Math.round(columns * pitch * density)
  canvas.height = Math.round(counts.length * pitch * density)
  canvas.style.width = `${columns * pitch}px`
  canvas.style.height = `${counts.length * pitch}px`
  const context = canvas.getContext('2d')!
  context.scale(density, density)
  context.imageSmoothingEnabled = imageSize > 2 * cell
  const tile = new OffscreenCanvas(imageSize, imageSize)
  const tileContext = tile.getContext('2d')!
  for (const [row, count] of counts.entries()) {
    for (let column = 0; column < Math.min(columns, count); column++) {
      tileContext.putImageData(interleaved(pixels, row * perClass + column, imageSize), 0, 0)
      context.drawImage(tile, column * pitch, row * pitch, cell, cell)
    }
  }
}

/** Image `index` as RGBA. */
function interleaved(pixels: Uint8Array, index: number, size: number): ImageData {
  const plane = size * size
  const start = 3 * plane * index
  const image = new ImageData(size, size)
  for (let i = 0; i < plane; i++) {
    for (let channel = 0; channel < 3; channel++) image.data[4 * i + channel] = pixels[start + channel * plane + i]!
    image.data[4 * i + 3] = 255
  }
  return image
}
