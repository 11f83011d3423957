/**
 * A picture as a data URI of an uncompressed PNG; `pixels`: uint8 RGB, planar, `side` squared. A pure function: equal pixels
 * give equal text wherever it runs.
 */
export function pngUri(pixels: Uint8Array, side: number): string {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, side)
  view.setUint32(4, side)
  // 8 bits a channel, RGB.
  header.set([8, 2, 0, 0, 0], 8)
  const bytes = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', stored(scanlines(pixels, side))),
    chunk('IEND', new Uint8Array(0)),
  ]
  return `data:image/png;base64,${base64(joined(bytes))}`
}

/** Rows of interleaved RGB, each after the number of its filter: none. */
function scanlines(pixels: Uint8Array, side: number): Uint8Array {
  const plane = side ** 2
  const rows = new Uint8Array(side * (1 + 3 * side))
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let channel = 0; channel < 3; channel++)
        rows[y * (1 + 3 * side) + 1 + 3 * x + channel] = pixels[channel * plane + y * side + x]!
  return rows
}

const longestBlock = 0xffff

/** As a zlib stream of stored blocks (RFC 1950, RFC 1951). */
function stored(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)]
  for (let start = 0; start < data.length; start += longestBlock) {
    const block = data.subarray(start, start + longestBlock)
    const isLast = start + longestBlock >= data.length
    const [low, high] = [block.length & 0xff, block.length >> 8]
    parts.push(Uint8Array.of(Number(isLast), low, high, low ^ 0xff, high ^ 0xff), block)
  }
  let [a, b] = [1, 0]
  for (const byte of data) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return joined([...parts, uint32(((b << 16) | a) >>> 0)])
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data])
  return joined([uint32(data.length), body, uint32(crc(body))])
}

/** CRC-32 as PNG has it. */
function crc(bytes: Uint8Array): number {
  let value = 0xffff_ffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1
  }
  return ~value >>> 0
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(bytes: Uint8Array): string {
  const groups: string[] = []
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const group = [18, 12, 6, 0].map((shift) => digits[(word >> shift) & 63]!)
    const known = Math.min(3, bytes.length - i) + 1
    groups.push(group.slice(0, known).join('').padEnd(4, '='))
  }
  return groups.join('')
}
