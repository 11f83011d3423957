import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { applyMixup, drawMixup, symmetricBeta } from './mixup.ts'

describe('symmetricBeta', () => {
  it.each([0.001, 0.2, 0.5, 1, 3])('has the mean and variance of Beta(%d, %d)', (alpha) => {
    const random = stream(4, 'mixup')
    const count = 20_000
    const draws = Array.from({ length: count }, () => symmetricBeta(alpha, random))
    expect(draws.every((x) => x >= 0 && x <= 1)).toBe(true)
    const mean = draws.reduce((sum, x) => sum + x, 0) / count
    const variance = draws.reduce((sum, x) => sum + (x - 0.5) ** 2, 0) / count
    const expected = 1 / (4 * (2 * alpha + 1))
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(expected / count))
    // The squared distance from one half lies in 0..1/4, so its standard error is at most 1 / (8 sqrt(count)).
    expect(Math.abs(variance - expected)).toBeLessThan(4 / (8 * Math.sqrt(count)))
  })
  it('repeats for a seed, so runs retrain bit for bit', () => {
    const random = stream(4, 'mixup')
    expect([symmetricBeta(0.2, random), symmetricBeta(1, random)]).toEqual(
      [0.997643066015455, 0.511407135366685].map((share) => expect.closeTo(share, 12) as number),
    )
    expect(drawMixup(0.5, 4, random, 'float64')).toEqual({
      precision: 'float64',
      share: expect.closeTo(0.4145201386177994, 12) as number,
      rest: expect.closeTo(1 - 0.4145201386177994, 12) as number,
      partners: Int32Array.of(0, 3, 2, 1),
    })
  })
  it('is uniform for alpha 1 (chi-square of ten cells under 27.9, p = 0.001)', () => {
    const random = stream(5, 'mixup')
    const counts = new Array<number>(10).fill(0)
    for (let i = 0; i < 20_000; i++) counts[Math.min(9, Math.floor(10 * symmetricBeta(1, random)))]!++
    expect(counts.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0)).toBeLessThan(27.9)
  })
})

describe('applyMixup', () => {
  it('mixes each image with its partner, whichever axis is the batch', () => {
    const sizes = fc.record({
      batch: fc.integer({ min: 1, max: 6 }),
      rest: fc.integer({ min: 1, max: 12 }),
      seed: fc.nat(),
      precision: fc.constantFrom('float64' as const, 'float32' as const),
    })
    fc.assert(
      fc.property(sizes, ({ batch, rest, seed, precision }) => {
        const random = stream(seed, 'sample')
        const images = Array.from({ length: batch }, () => Array.from({ length: rest }, () => random.normal()))
        const mixup = drawMixup(0.5, batch, random, precision)
        const scratch = new Float32Array(batch * rest)
        const first = Float32Array.from(images.flat())
        const last = Float32Array.from({ length: batch * rest }, (_, i) => images[i % batch]![Math.floor(i / batch)]!)
        applyMixup(first, batch, false, mixup, scratch)
        applyMixup(last, batch, true, mixup, scratch)
        for (let n = 0; n < batch; n++)
          for (let i = 0; i < rest; i++) {
            const own = images[n]![i]!
            const partner = images[mixup.partners[n]!]![i]!
            expect(first[n * rest + i]).toBeCloseTo(mixup.share * own + (1 - mixup.share) * partner, 5)
            expect(last[i * batch + n]).toBe(first[n * rest + i])
          }
      }),
    )
  })
})
