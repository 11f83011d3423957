/** Images as they come from the lab: uint8 RGB, planar, class by class. */
interface Samples {
  imageSize: number
  perClass: number
  classes: number
  pixels: Uint8Array
}

const gap = 2

/** Draws each class as a row of images, `cell` px wide and high, nearest neighbour, sharp on dense screens. */
export function drawSamples(canvas: HTMLCanvasElement, samples: Samples, cell: number): void {
  const { imageSize, perClass, classes, pixels } = samples
  const pitch = cell + gap
  const density = window.devicePixelRatio
  canvas.width = Math.round(perClass * pitch * density)
  canvas.height = Math.round(classes * pitch * density)
  canvas.style.width = `${perClass * pitch}px`
  canvas.style.height = `${classes * pitch}px`
  const context = canvas.getContext('2d')!
  context.scale(density, density)
  context.imageSmoothingEnabled = imageSize > 2 * cell
  const tile = new OffscreenCanvas(imageSize, imageSize)
  const tileContext = tile.getContext('2d')!
  for (let i = 0; i < perClass * classes; i++) {
    tileContext.putImageData(interleaved(pixels, i, imageSize), 0, 0)
    context.drawImage(tile, (i % perClass) * pitch, Math.floor(i / perClass) * pitch, cell, cell)
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
