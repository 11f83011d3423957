import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBmp, isBmp } from './bmp.ts'
import { FileFault } from '../files/fileFaults.ts'
import { bmp, bmp24 } from '../testing/bitmaps.ts'

const pixelsOf = (bytes: Buffer) => {
  const { width, height, channels, pixels } = decodeBmp(bytes)
  return { width, height, channels, pixels: [...pixels] }
}
const masks = (...values: number[]) => {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, i) => bytes.writeUInt32LE(value, 4 * i))
  return bytes
}

describe('a BMP', () => {
  it('with 24 bits stores rows bottom-up, padded to four bytes', () => {
    const sides = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }))
    fc.assert(
      fc.property(sides, ([width, height]) => {
        const colour = (x: number, y: number) => [10 * x, 20 * y, x + y]
        const expected = Array.from({ length: width * height }, (_, i) => colour(i % width, Math.floor(i / width)))
        expect(pixelsOf(bmp24(width, height, colour))).toEqual({ width, height, channels: 3, pixels: expected.flat() })
      }),
    )
  })
  it('may store rows top-down', () => {
    const rows = Buffer.from([3, 2, 1, 0, 6, 5, 4, 0])
    expect(pixelsOf(bmp({ width: 1, height: -2, bits: 24 }, rows)).pixels).toEqual([1, 2, 3, 4, 5, 6])
  })
  it.each([
    [1, [0b01010000, 0, 0, 0], [0, 1, 0, 1, 0]],
    [4, [0x01, 0x23, 0x40, 0], [0, 1, 2, 3, 4]],
    [8, [4, 3, 2, 1, 0, 0, 0, 0], [4, 3, 2, 1, 0]],
  ])('with %i bits takes colours from the palette, also at odd widths', (bits, row, indices) => {
    const palette = Buffer.from(
      Array.from({ length: 2 ** bits }, (_, i) => [3 * i, 2 * i, i, 0])
        .flat()
        .map((v) => v & 255),
    )
    const bytes = bmp({ width: 5, height: 2, bits, between: palette }, Buffer.from([...row, ...row]))
    const expected = indices.flatMap((i) => [i, 2 * i, 3 * i])
    expect(pixelsOf(bytes)).toEqual({ width: 5, height: 2, channels: 3, pixels: [...expected, ...expected] })
  })
  it('of OS/2 has three-byte colours', () => {
    const bytes = bmp(
      { width: 2, height: 1, bits: 1, headerSize: 12, between: Buffer.from([9, 8, 7, 3, 2, 1]) },
      Buffer.of(0x40, 0, 0, 0),
    )
    expect(pixelsOf(bytes).pixels).toEqual([7, 8, 9, 1, 2, 3])
  })
  it('with 16 bits has five per channel, or as many as its masks define', () => {
    const row = Buffer.alloc(4)
    row.writeUInt16LE(0b0_11111_00000_10000)
    row.writeUInt16LE(0b0_00000_11111_00000, 2)
    expect(pixelsOf(bmp({ width: 2, height: 1, bits: 16 }, row)).pixels).toEqual([255, 0, 132, 0, 255, 0])
    row.writeUInt16LE(0b11111_000000_00000)
    row.writeUInt16LE(0b00000_111111_00001, 2)
    const masked = { width: 2, height: 1, bits: 16, compression: 3, between: masks(0xf800, 0x7e0, 0x1f) }
    expect(pixelsOf(bmp(masked, row)).pixels).toEqual([255, 0, 0, 0, 255, 8])
  })
  it('with 32 bits has alpha only if a mask defines it and a pixel uses it', () => {
    const row = Buffer.from([3, 2, 1, 77, 6, 5, 4, 0])
    expect(pixelsOf(bmp({ width: 2, height: 1, bits: 32 }, row))).toMatchObject({
      channels: 3,
      pixels: [1, 2, 3, 4, 5, 6],
    })
    const between = Buffer.alloc(0)
    const withAlpha = bmp({ width: 2, height: 1, bits: 32, compression: 3, headerSize: 56, between }, row)
    masks(0xff0000, 0xff00, 0xff, 0xff000000).copy(withAlpha, 54)
    expect(pixelsOf(withAlpha)).toMatchObject({ channels: 4, pixels: [1, 2, 3, 77, 4, 5, 6, 0] })
    withAlpha[withAlpha.length - 5] = 0
    expect(pixelsOf(withAlpha)).toMatchObject({ channels: 3, pixels: [1, 2, 3, 4, 5, 6] })
  })
  it.each<[string, Buffer, RegExp]>([
    [
      'compressed',
      bmp({ width: 2, height: 1, bits: 8, compression: 1, between: Buffer.alloc(1024) }, Buffer.alloc(4)),
      /compressed BMP \(kind 1\): save it/,
    ],
    ['cut short', bmp24(4, 4, () => [1, 2, 3]).subarray(0, 80), /damaged or cut short/],
    ['without width', bmp({ width: 0, height: 1, bits: 24 }, Buffer.alloc(4)), /damaged/],
    ['of a gigabyte', bmp({ width: 65_000, height: 65_000, bits: 1 }, Buffer.alloc(4)), /more than 67 million pixels/],
    ['too wide', bmp({ width: 2 ** 30, height: 1, bits: 24 }, Buffer.alloc(4)), /make no side longer/],
    ['of 7 bits', bmp({ width: 1, height: 1, bits: 7 }, Buffer.alloc(4)), /damaged/],
  ])('that is %s is refused', (_, bytes, message) => {
    expect(isBmp(bytes)).toBe(true)
    expect(() => decodeBmp(bytes)).toThrow(message)
    expect(() => decodeBmp(bytes)).toThrow(FileFault)
  })
})
