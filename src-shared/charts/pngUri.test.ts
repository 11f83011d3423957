import { crc32, inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { pngUri } from './pngUri.ts'

/** The chunks of a PNG by type. */
function chunksOf(bytes: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const body = bytes.subarray(at + 4, at + 8 + length)
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body))
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4))
    at += 12 + length
  }
  return chunks
}

it.each([1, 2, 150])('a picture of %i pixels a side is a PNG that zlib reads, with the same pixels', (side) => {
  const plane = side ** 2
  const pixels = Uint8Array.from({ length: 3 * plane }, (_, i) => (7 * i + (i >> 5)) % 256)
  const uri = pngUri(pixels, side)
  expect(uri).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/)
  const bytes = Buffer.from(uri.slice(uri.indexOf(',') + 1), 'base64')
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const chunks = chunksOf(bytes)
  const header = chunks.get('IHDR')!
  expect([header.readUInt32BE(0), header.readUInt32BE(4), ...header.subarray(8)]).toEqual([side, side, 8, 2, 0, 0, 0])
  const rows = inflateSync(chunks.get('IDAT')!)
  expect(rows).toHaveLength(side * (3 * side + 1))
  const found = Uint8Array.from({ length: 3 * plane }, (_, i) => {
    const [channel, y, x] = [Math.floor(i / plane), Math.floor((i % plane) / side), i % side]
    return rows[y * (3 * side + 1) + 1 + 3 * x + channel]!
  })
  expect(found.every((value, i) => value === pixels[i])).toBe(true)
})
