/** A 24-bit BMP with rows bottom-up, as Windows programs write it. */
export function bmp24(width: number, height: number, pixel: (x: number, y: number) => readonly number[]): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4
  const rows = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows.set([...pixel(x, height - 1 - y)].reverse(), y * stride + 3 * x)
  return bmp({ width, height, bits: 24 }, rows)
}

interface BmpParts {
  width: number
  /** Negative: rows top-down. */
  height: number
  bits: number
  compression?: number
  /** Bytes between header and pixels: masks or palette. */
  between?: Buffer
  headerSize?: number
}

/** The bytes of a BMP with these rows of pixels. */
export function bmp(parts: BmpParts, rows: Uint8Array): Buffer {
  const { width, height, bits, compression = 0, between = Buffer.alloc(0), headerSize = 40 } = parts
  const start = 14 + headerSize + between.length
  const head = Buffer.alloc(14 + headerSize)
  head.write('BM', 0, 'latin1')
  head.writeUInt32LE(start + rows.length, 2)
  head.writeUInt32LE(start, 10)
  head.writeUInt32LE(headerSize, 14)
  if (headerSize === 12) {
    head.writeUInt16LE(width, 18)
    head.writeUInt16LE(height, 20)
    head.writeUInt16LE(1, 22)
    head.writeUInt16LE(bits, 24)
  } else {
    head.writeInt32LE(width, 18)
    head.writeInt32LE(height, 22)
    head.writeUInt16LE(1, 26)
    head.writeUInt16LE(bits, 28)
    head.writeUInt32LE(compression, 30)
  }
  return Buffer.concat([head, between, rows])
}
