import { sentence } from '#shared/sentences/sentence.ts'
import { FileFault } from '../files/fileFaults.ts'
import { imageLimits } from '../limits.ts'

// The image decoder does not support BMP, and the available packages silently read palettes as grey (fast-bmp) or drop
// the last rows of 4-bit images of odd width (bmp-ts), so networks would train on wrong pixels.

/** A decoded image: rows from the top, RGB or RGBA. */
export interface Bitmap {
  width: number
  height: number
  channels: 3 | 4
  pixels: Buffer
}

/** Maximum pixels of a BMP, which is held in memory. */
const mostPixels = 2 ** 26
/** Header sizes: OS/2 1, Windows 3 and its successors up to version 5, OS/2 2. */
const headerSizes = [12, 40, 52, 56, 64, 108, 124]
const fileHeader = 14

/** Whether the bytes start like a BMP. */
export const isBmp = (bytes: Buffer): boolean =>
  bytes.length >= 26 && bytes.toString('latin1', 0, 2) === 'BM' && headerSizes.includes(bytes.readUInt32LE(fileHeader))

interface Header {
  width: number
  height: number
  isTopDown: boolean
  bits: number
  /** Offset of the pixels, and bytes per row. */
  start: number
  stride: number
  masks: Masks
  /** Red, green and blue of each colour. */
  palette: Uint8Array
}

interface Masks {
  red: number
  green: number
  blue: number
  alpha: number
}

/** Decodes an uncompressed BMP of 1, 4, 8, 16, 24 or 32 bits. Throws FileFault. */
export function decodeBmp(bytes: Buffer): Bitmap {
  const header = readHeader(bytes)
  const { width, height, bits } = header
  const rgba = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y++) {
    const row = header.start + header.stride * (header.isTopDown ? y : height - 1 - y)
    const target = y * width * 4
    if (bits <= 8) readIndexed(bytes, row, header, rgba, target)
    else if (bits === 24) readBytes(bytes, row, header, rgba, target)
    else readMasked(bytes, row, header, rgba, target)
  }
  const pixels = { width, height }
  // Many programs leave the alpha bits zero when they mean opaque.
  const isOpaque = header.masks.alpha === 0 || !rgba.some((value, i) => i % 4 === 3 && value !== 0)
  return isOpaque ? { ...pixels, channels: 3, pixels: withoutAlpha(rgba) } : { ...pixels, channels: 4, pixels: rgba }
}

function readHeader(bytes: Buffer): Header {
  const size = bytes.readUInt32LE(fileHeader)
  if (bytes.length < fileHeader + size) throw damaged()
  const isOld = size === 12
  const width = isOld ? bytes.readUInt16LE(18) : bytes.readInt32LE(18)
  const tall = isOld ? bytes.readUInt16LE(20) : bytes.readInt32LE(22)
  const bits = bytes.readUInt16LE(isOld ? 24 : 28)
  const compression = isOld ? 0 : bytes.readUInt32LE(30)
  const height = Math.abs(tall)
  requireSides(width, height)
  const isMasked = compression === 3 || compression === 6
  if (compression !== 0 && !isMasked) throw new FileFault(sentence('bmpCompressed', { compression }))
  if (![1, 4, 8, 16, 24, 32].includes(bits) || (isMasked && bits !== 16 && bits !== 32)) throw damaged()
  const start = bytes.readUInt32LE(10)
  const stride = Math.ceil((width * bits) / 32) * 4
  if (start < fileHeader + size || start + stride * height > bytes.length) throw damaged()
  const palette = bits <= 8 ? readPalette(bytes, { size, bits, start }) : new Uint8Array()
  return {
    width,
    height,
    isTopDown: tall < 0,
    bits,
    start,
    stride,
    masks: readMasks(bytes, { size, bits, compression }),
    palette,
  }
}

function requireSides(width: number, height: number): void {
  if (width < 1 || height < 1) throw damaged()
  if (Math.max(width, height) > imageLimits.side)
    throw new FileFault(sentence('imageTooLong', { width, height, most: imageLimits.side }))
  if (width * height > mostPixels)
    throw new FileFault(sentence('imageTooManyPixels', { most: Math.floor(mostPixels / 1e6) }))
}

function readPalette(bytes: Buffer, { size, bits, start }: { size: number; bits: number; start: number }): Uint8Array {
  const entry = size === 12 ? 3 : 4
  const first = fileHeader + size
  const declared = size === 12 ? 0 : bytes.readUInt32LE(46)
  const count = Math.min(declared === 0 ? 2 ** bits : declared, 2 ** bits, Math.floor((start - first) / entry))
  // Colours missing from the palette are black.
  const palette = new Uint8Array(3 * 2 ** bits)
  for (let i = 0; i < count; i++)
    for (let channel = 0; channel < 3; channel++) palette[3 * i + channel] = bytes[first + entry * i + (2 - channel)]!
  return palette
}

function readMasks(
  bytes: Buffer,
  { size, bits, compression }: { size: number; bits: number; compression: number },
): Masks {
  if (compression === 0) {
    return bits === 16
      ? { red: 0x7c00, green: 0x3e0, blue: 0x1f, alpha: 0 }
      : { red: 0xff0000, green: 0xff00, blue: 0xff, alpha: 0 }
  }
  const hasAlpha = size >= 56 || compression === 6
  if (bytes.length < 54 + (hasAlpha ? 16 : 12)) throw damaged()
  const [red = 0, green = 0, blue = 0] = [54, 58, 62].map((at) => bytes.readUInt32LE(at))
  return { red, green, blue, alpha: hasAlpha ? bytes.readUInt32LE(66) : 0 }
}

function readIndexed(bytes: Buffer, row: number, { width, bits, palette }: Header, rgba: Buffer, target: number): void {
  const mask = 2 ** bits - 1
  for (let x = 0; x < width; x++) {
    const bit = x * bits
    const colour = 3 * ((bytes[row + (bit >> 3)]! >> (8 - bits - (bit & 7))) & mask)
    for (let channel = 0; channel < 3; channel++) rgba[target + 4 * x + channel] = palette[colour + channel]!
  }
}

function readBytes(bytes: Buffer, row: number, { width }: Header, rgba: Buffer, target: number): void {
  for (let x = 0; x < width; x++)
    for (let channel = 0; channel < 3; channel++) rgba[target + 4 * x + channel] = bytes[row + 3 * x + 2 - channel]!
}

function readMasked(bytes: Buffer, row: number, { width, bits, masks }: Header, rgba: Buffer, target: number): void {
  const fields = [masks.red, masks.green, masks.blue, masks.alpha].map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask)
    return { mask, shift, most: Math.max(1, mask >>> shift) }
  })
  for (let x = 0; x < width; x++) {
    const value = bits === 16 ? bytes.readUInt16LE(row + 2 * x) : bytes.readUInt32LE(row + 4 * x)
    fields.forEach(({ mask, shift, most }, channel) => {
      rgba[target + 4 * x + channel] = Math.round((((value & mask) >>> shift) * 255) / most)
    })
  }
}

function withoutAlpha(rgba: Buffer): Buffer {
  const rgb = Buffer.alloc((rgba.length / 4) * 3)
  for (let i = 0, target = 0; i < rgba.length; i += 4) {
    rgb[target++] = rgba[i]!
    rgb[target++] = rgba[i + 1]!
    rgb[target++] = rgba[i + 2]!
  }
  return rgb
}

const damaged = () => new FileFault(sentence('imageDamaged'))
