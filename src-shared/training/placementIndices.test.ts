import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { normalisationTable, writeBatch, type BatchFormat } from './augmentation.ts'
import { divideImages, emptyPart, outside, packImage, partLengths } from './packedImages.ts'
import { placementIndices } from './placementIndices.ts'

const sizes = fc.integer({ min: 1, max: 7 })
const cases = sizes.chain((size) =>
  fc.record({
    size: fc.constant(size),
    count: fc.integer({ min: 1, max: 9 }),
    perPart: fc.integer({ min: 1, max: 9 }),
    batchLast: fc.boolean(),
    seed: fc.nat(),
    placements: fc.array(
      fc.record({
        x0: fc.integer({ min: -size - 1, max: size + 1 }),
        y0: fc.integer({ min: -size - 1, max: size + 1 }),
        width: fc.constant(size),
        height: fc.constant(size),
        flipped: fc.boolean(),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  }),
)

describe('placementIndices', () => {
  it('gathers from packed images what writeBatch writes, bit for bit', () => {
    fc.assert(
      fc.property(cases, ({ size, count, perPart, batchLast, seed, placements }) => {
        const random = stream(seed, 'dataset')
        const batch = placements.length
        const records = Uint8Array.from({ length: count * 3 * size * size }, () => random.below(256))
        const positions = Int32Array.from({ length: batch }, () => random.below(count))
        const parts = { imageSize: size, count, perPart }
        const packed = partLengths(parts).map((_, part) => emptyPart(parts, part))
        for (let n = 0; n < count; n++) {
          const part = Math.floor(n / perPart)
          packImage(parts, part, n % perPart, records, n, packed[part]!)
        }
        const rows = packed.map(() => new Int32Array(batch * size))
        const columns = new Int32Array(batch * size)
        placementIndices(positions, placements, parts, batchLast, rows, columns)

        const imageBytes = 3 * size * size
        const drawn = new Uint8Array(batch * imageBytes)
        positions.forEach((position, n) =>
          drawn.set(records.subarray(position * imageBytes, (position + 1) * imageBytes), n * imageBytes),
        )
        const format: BatchFormat = {
          ...{ imageSize: size, mean: [0.49, 0.4, 0.1], std: [0.25, 1, 0.3] },
          layout: batchLast ? 'CHWN' : 'NCHW',
        }
        const expected = new Float32Array(drawn.length)
        writeBatch(drawn, placements, format, expected)

        const table = normalisationTable(format)
        const at = (n: number, i: number) => (batchLast ? i * batch + n : n * size + i)
        const gathered = new Float32Array(drawn.length)
        for (let n = 0; n < batch; n++)
          for (let y = 0; y < size; y++)
            for (let x = 0; x < size; x++) {
              const pixel = packed.reduce((sum, part, p) => sum + part[rows[p]![at(n, y)]! + columns[at(n, x)]!]!, 0)
              for (let c = 0; c < 3; c++) {
                const target = batchLast ? ((c * size + y) * size + x) * batch + n : ((n * 3 + c) * size + y) * size + x
                gathered[target] = pixel === outside ? 0 : table[c * 256 + ((pixel >> (8 * c)) & 255)]!
              }
            }
        expect(gathered).toEqual(expected)
      }),
    )
  })
})

describe('divideImages', () => {
  it('fills parts as far as the limit allows', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 3000 }), (size, count, limit) => {
        const parts = divideImages(size, count, limit)
        if (parts === null) {
          expect(partLengths({ imageSize: size, count: 1, perPart: 1 })[0]).toBeGreaterThan(limit)
          return
        }
        const lengths = partLengths(parts)
        expect(Math.max(...lengths)).toBeLessThanOrEqual(limit)
        if (lengths.length > 1) expect(partLengths({ ...parts, perPart: parts.perPart + 1 })[0]).toBeGreaterThan(limit)
      }),
    )
  })
})
