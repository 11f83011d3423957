import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import type { Placement } from './augmentation.ts'
import { augmentationSchema, drawAugmentation, writeBatch } from './augmentation.ts'

const draws = (settings: Parameters<typeof drawAugmentation>[0], size: number, count: number) =>
  Array.from({ length: count }, (_, index) => drawAugmentation(settings, size, stream(3, 'augmentation', 0, index)))

describe('augmentationSchema', () => {
  it.each([
    [{ cropPadding: -1, flip: true, randomResizedCrop: null }],
    [{ cropPadding: 0, flip: true, randomResizedCrop: null, jitter: 1 }],
    [{ cropPadding: 0, flip: true, randomResizedCrop: { area: [1, 0.08], aspect: [0.75, 1.3333] } }],
    [{ cropPadding: 0, flip: true, randomResizedCrop: { area: [0, 1], aspect: [0.75, 1.3333] } }],
    [{ cropPadding: 4, flip: true, randomResizedCrop: { area: [0.08, 1], aspect: [0.75, 1.3333] } }],
  ])('refuses %j', (settings) => expect(augmentationSchema.safeParse(settings).success).toBe(false))
  it('accepts the CIFAR and ImageNet recipes', () => {
    expect(augmentationSchema.parse({ cropPadding: 4, flip: true, randomResizedCrop: null }).cropPadding).toBe(4)
    const imagenet = { cropPadding: 0, flip: true, randomResizedCrop: { area: [0.08, 1], aspect: [0.75, 4 / 3] } }
    expect(augmentationSchema.parse(imagenet)).toEqual(imagenet)
  })
})

describe('drawAugmentation', () => {
  it('shows the whole image if no augmentation is requested', () => {
    const settings = { cropPadding: 0, flip: false, randomResizedCrop: null }
    expect(draws(settings, 8, 1)).toEqual([{ x0: 0, y0: 0, width: 8, height: 8, flipped: false }])
  })
  it('shifts uniformly over [-padding, padding] and flips half of the images (chi-square under p = 0.001)', () => {
    const placements = draws({ cropPadding: 4, flip: true, randomResizedCrop: null }, 32, 9000)
    for (const axis of ['x0', 'y0'] as const) {
      const counts = new Map<number, number>()
      for (const placement of placements) counts.set(placement[axis], (counts.get(placement[axis]) ?? 0) + 1)
      expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-4, -3, -2, -1, 0, 1, 2, 3, 4])
      expect([...counts.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)).toBeLessThan(26.1)
    }
    const flipped = placements.filter((placement) => placement.flipped).length
    expect(Math.abs(flipped - 4500)).toBeLessThan(157)
  })
  it('draws crops inside the image with area and aspect in range up to rounding', () => {
    const settings = {
      cropPadding: 0,
      flip: true,
      randomResizedCrop: { area: [0.08, 1], aspect: [0.75, 4 / 3] },
    } as const
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 256 }), fc.nat(), (size, seed) => {
        const random = stream(seed, 'augmentation')
        const parsed = augmentationSchema.parse(settings)
        const { x0, y0, width, height } = drawAugmentation(parsed, size, random)
        expect(Math.min(x0, y0, size - x0 - width, size - y0 - height)).toBeGreaterThanOrEqual(0)
        expect((width + 0.5) * (height + 0.5)).toBeGreaterThan(0.08 * size * size)
        expect((width + 0.5) / (height - 0.5)).toBeGreaterThan(0.75)
        expect((width - 0.5) / (height + 0.5)).toBeLessThan(4 / 3)
      }),
    )
  })
  it('draws crops by the area and aspect of the image before squeezing', () => {
    const part = augmentationSchema.parse({
      ...{ cropPadding: 0, flip: false },
      randomResizedCrop: { area: [0.1, 0.3], aspect: [0.75, 4 / 3] },
    })
    fc.assert(
      fc.property(fc.double({ min: 0.25, max: 4, noNaN: true }), fc.nat(), (squeeze, seed) => {
        const size = 2000
        const placed = drawAugmentation(part, size, stream(seed, 'augmentation'), squeeze)
        const { x0, y0, width, height } = placed
        expect(Math.min(x0, y0, size - x0 - width, size - y0 - height)).toBeGreaterThanOrEqual(0)
        const aspect = (width / height) * squeeze
        expect(aspect).toBeGreaterThan(0.74)
        expect(aspect).toBeLessThan(1.35)
        expect((width * height) / size ** 2).toBeLessThan(0.301)
      }),
    )
    expect(drawAugmentation(part, 16, stream(1, 'augmentation'), 1)).toEqual(
      drawAugmentation(part, 16, stream(1, 'augmentation')),
    )
  })
  it.each([
    [2, { x0: 4, y0: 0, width: 8, height: 16 }],
    [0.25, { x0: 0, y0: 6, width: 16, height: 4 }],
  ])('falls back to the largest centred square of a squeezed image (%d) if no crop fits', (squeeze, shown) => {
    const settings = augmentationSchema.parse({
      ...{ cropPadding: 0, flip: false },
      randomResizedCrop: { area: [1, 1], aspect: [9, 10] },
    })
    expect(drawAugmentation(settings, 16, stream(1, 'augmentation'), squeeze)).toMatchObject(shown)
  })
  it('repeats for a seed, so runs retrain bit for bit', () => {
    const shifted = draws({ cropPadding: 4, flip: true, randomResizedCrop: null }, 32, 2)
    expect(shifted.map(({ x0, y0, flipped }) => [x0, y0, flipped])).toEqual([
      [4, -3, false],
      [4, 4, false],
    ])
    const parts = augmentationSchema.parse({
      ...{ cropPadding: 0, flip: true },
      randomResizedCrop: { area: [0.08, 1], aspect: [0.75, 4 / 3] },
    })
    expect(draws(parts, 64, 1)).toEqual([{ x0: 1, y0: 7, width: 47, height: 37, flipped: true }])
  })
  it('draws crops of a single pixel and of the whole image, but none below a pixel', () => {
    const part = (area: readonly [number, number], size: number) => {
      const random = stream(1, 'augmentation')
      const randomResizedCrop = { area: [...area], aspect: [1, 1] }
      const settings = augmentationSchema.parse({ cropPadding: 0, flip: false, randomResizedCrop })
      const { width, height } = drawAugmentation(settings, size, random)
      return { width, height, next: random.uniform() }
    }
    /** The random number behind one attempt: area, aspect and position of the crop. */
    const next = (places: number) => {
      const random = stream(1, 'augmentation')
      for (const bound of [0, 0, places, places])
        if (bound) random.below(bound)
        else random.uniform()
      return random.uniform()
    }
    expect(part([1 / 16, 1 / 16], 4)).toEqual({ width: 1, height: 1, next: next(4) })
    expect(part([1, 1], 4)).toEqual({ width: 4, height: 4, next: next(1) })
    expect(part([0.01, 0.01], 4)).toMatchObject({ width: 4, height: 4 })
  })
  it('shows the whole image if no crop fits', () => {
    const settings = { cropPadding: 0, flip: false, randomResizedCrop: { area: [1, 1], aspect: [4, 5] } }
    const [placement] = draws(augmentationSchema.parse(settings), 16, 1)
    expect(placement).toEqual({ x0: 0, y0: 0, width: 16, height: 16, flipped: false })
  })
})

const mean = [0.49, 0.48, 0.45] as const
const std = [0.25, 0.24, 0.26] as const

function randomRecords(count: number, size: number, seed: number): Uint8Array {
  const random = stream(seed, 'sample')
  return Uint8Array.from({ length: count * 3 * size * size }, () => random.below(256))
}

function written(records: Uint8Array, placements: Placement[] | null, imageSize: number, layout: 'NCHW' | 'CHWN') {
  const out = new Float32Array(records.length).fill(NaN)
  writeBatch(records, placements, { imageSize, mean, std, layout }, out)
  return out
}

/** One output value computed directly from the definition. */
function expectedValue(records: Uint8Array, size: number, p: Placement, n: number, c: number, y: number, x: number) {
  const at = (row: number, column: number) =>
    row < 0 || column < 0 || row >= size || column >= size
      ? 0
      : (records[((n * 3 + c) * size + row) * size + column]! / 255 - mean[c]!) / std[c]!
  const shown = p.flipped ? size - 1 - x : x
  if (p.width === size && p.height === size) return at(p.y0 + y, p.x0 + shown)
  const u = Math.min(p.width - 1, Math.max(0, ((shown + 0.5) * p.width) / size - 0.5))
  const v = Math.min(p.height - 1, Math.max(0, ((y + 0.5) * p.height) / size - 0.5))
  const [u0, v0] = [Math.floor(u), Math.floor(v)]
  const [u1, v1] = [Math.min(u0 + 1, p.width - 1), Math.min(v0 + 1, p.height - 1)]
  const row = (r: number) => at(p.y0 + r, p.x0 + u0) * (1 - (u - u0)) + at(p.y0 + r, p.x0 + u1) * (u - u0)
  return row(v0) * (1 - (v - v0)) + row(v1) * (v - v0)
}

const placement = (size: number) =>
  fc.oneof(
    fc.record({
      x0: fc.integer({ min: -size - 1, max: size + 1 }),
      y0: fc.integer({ min: -size - 1, max: size + 1 }),
      width: fc.constant(size),
      height: fc.constant(size),
      flipped: fc.boolean(),
    }),
    fc.tuple(fc.integer({ min: 1, max: size }), fc.integer({ min: 1, max: size })).chain(([width, height]) =>
      fc.record({
        x0: fc.integer({ min: 0, max: size - width }),
        y0: fc.integer({ min: 0, max: size - height }),
        width: fc.constant(width),
        height: fc.constant(height),
        flipped: fc.boolean(),
      }),
    ),
  )

describe('writeBatch', () => {
  it('matches the definition for any placement, size and layout', () => {
    const cases = fc.integer({ min: 1, max: 7 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        placements: fc.array(placement(size), { minLength: 1, maxLength: 4 }),
        seed: fc.nat(),
      }),
    )
    fc.assert(
      fc.property(cases, ({ size, placements, seed }) => {
        const count = placements.length
        const records = randomRecords(count, size, seed)
        const nchw = written(records, placements, size, 'NCHW')
        const chwn = written(records, placements, size, 'CHWN')
        placements.forEach((p, n) => {
          for (let c = 0; c < 3; c++)
            for (let y = 0; y < size; y++)
              for (let x = 0; x < size; x++) {
                const value = nchw[((n * 3 + c) * size + y) * size + x]!
                expect(value).toBeCloseTo(expectedValue(records, size, p, n, c, y, x), 5)
                expect(chwn[((c * size + y) * size + x) * count + n]).toBe(value)
              }
        })
      }),
    )
  })
  it('crops larger records as it crops records of the image size', () => {
    const parts = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    const layouts = fc.constantFrom('NCHW' as const, 'CHWN' as const)
    fc.assert(
      fc.property(parts, layouts, fc.nat(), ([width, height], layout, seed) => {
        const [recordSize, imageSize] = [9, 4]
        const records = randomRecords(2, recordSize, seed)
        const random = stream(seed, 'split')
        const placements = [0, 1].map((): Placement => ({
          ...{ x0: random.below(recordSize - width + 1), y0: random.below(recordSize - height + 1), width, height },
          flipped: random.below(2) === 1,
        }))
        const out = new Float32Array(2 * 3 * imageSize ** 2)
        writeBatch(records, placements, { imageSize, recordSize, mean, std, layout }, out)
        const at = (p: Placement, n: number, c: number, y: number, x: number) => {
          const shown = p.flipped ? imageSize - 1 - x : x
          const held = (position: number, length: number) => Math.min(length - 1, Math.max(0, position))
          const u = held(((shown + 0.5) * p.width) / imageSize - 0.5, p.width)
          const v = held(((y + 0.5) * p.height) / imageSize - 0.5, p.height)
          const value = (row: number, column: number) => {
            const [r, k] = [Math.min(row, p.height - 1) + p.y0, Math.min(column, p.width - 1) + p.x0]
            return (records[((n * 3 + c) * recordSize + r) * recordSize + k]! / 255 - mean[c]!) / std[c]!
          }
          const [u0, v0] = [Math.floor(u), Math.floor(v)]
          const mixed = (row: number) => value(row, u0) * (1 - (u - u0)) + value(row, u0 + 1) * (u - u0)
          return mixed(v0) * (1 - (v - v0)) + mixed(v0 + 1) * (v - v0)
        }
        placements.forEach((p, n) => {
          for (let c = 0; c < 3; c++)
            for (let y = 0; y < imageSize; y++)
              for (let x = 0; x < imageSize; x++) {
                const pixel = (c * imageSize + y) * imageSize + x
                const written = layout === 'NCHW' ? out[n * 3 * imageSize ** 2 + pixel] : out[pixel * 2 + n]
                expect(written).toBeCloseTo(at(p, n, c, y, x), 4)
              }
        })
      }),
    )
  })
  it('shows whole images without placements', () => {
    const records = randomRecords(3, 5, 1)
    const whole = { x0: 0, y0: 0, width: 5, height: 5, flipped: false }
    expect(written(records, null, 5, 'CHWN')).toEqual(written(records, [whole, whole, whole], 5, 'CHWN'))
  })
  it('pads with zeros after normalisation, not with black', () => {
    const out = written(new Uint8Array(12), [{ x0: -1, y0: 0, width: 2, height: 2, flipped: false }], 2, 'NCHW')
    expect(out[0]).toBe(0)
    expect(out[1]).toBeCloseTo(-0.49 / 0.25, 6)
  })
  it.each([
    [new Uint8Array(11), 12, null, 'invalid records: 11 bytes (12 an image)'],
    [new Uint8Array(12), 11, null, 'invalid out: 11 values (12 for 1 images)'],
    [new Uint8Array(12), 12, [], 'invalid placements: 0'],
  ])('refuses buffers of mismatched sizes (%#)', (records, length, placements, message) => {
    const format = { imageSize: 2, mean, std, layout: 'NCHW' } as const
    expect(() => writeBatch(records, placements, format, new Float32Array(length))).toThrow(message)
  })
})
