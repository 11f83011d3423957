import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { ascending } from './ascending.ts'
import { meanOf } from './summary.ts'
import { differencesOfThirds } from './ranges/thirdRanges.ts'
import { meansOfThirds, thirdIds } from './thirds.ts'

type Thirds = ReturnType<typeof meansOfThirds>
const errors = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 })
const random = stream(11, 'dataset')
const population = (count: number, mean: number, deviation = 2) =>
  Array.from({ length: count }, () => mean + deviation * random.normal())

describe('meansOfThirds', () => {
  it('are the means of whole thirds, splitting an error on a border', () => {
    expect(meansOfThirds([1, 2, 3, 4, 5, 9])).toEqual({ best: 1.5, middle: 3.5, worst: 7 })
    const { best, middle, worst } = meansOfThirds([3, 6])
    expect([best, middle, worst]).toEqual([3, 4.5, 6].map((mean) => expect.closeTo(mean, 12) as number))
  })
  it('ascend and average to the overall mean', () => {
    fc.assert(
      fc.property(errors, (given) => {
        const sorted = ascending(given)
        const { best, middle, worst } = meansOfThirds(sorted)
        expect((best + middle + worst) / 3).toBeCloseTo(meanOf(sorted), 8)
        expect(best).toBeLessThanOrEqual(middle + 1e-9)
        expect(middle).toBeLessThanOrEqual(worst + 1e-9)
      }),
    )
  })
})

describe('differencesOfThirds', () => {
  it('detects a shift in one third alone', () => {
    const older = ascending(population(120, 30))
    const newer = older.map((error, i) => (i >= 80 ? error - 3 : error))
    const { best, middle, worst } = differencesOfThirds(newer, older, stream(1, 'resample', 1))
    expect([best.low < 0, best.high > 0]).toEqual([true, true])
    expect(middle.low).toBeLessThan(0)
    expect(worst.high).toBeLessThan(0)
  })
  it('covers the true value of all three simultaneously in about 95 of 100 studies', () => {
    const missed = Array.from({ length: 200 }, (_, seed) => {
      const found = differencesOfThirds(population(40, 30), population(40, 30), stream(seed, 'resample', 1), {
        resamples: 200,
      })
      return thirdIds.some((id) => found[id].low > 0 || found[id].high < 0)
    }).filter(Boolean).length
    expect(missed).toBeLessThan(25)
  })
  it('are marked short for few networks, and where a few networks form the tail', () => {
    const isShort = (...[newer, older]: [number[], number[]]) =>
      Object.values(differencesOfThirds(newer, older, stream(1, 'resample', 1), { resamples: 20 })).map(
        (one) => one.isShort,
      )
    const [few, many] = [population(29, 30), population(60, 30)]
    expect(isShort(many, many)).toEqual([false, false, false])
    expect(isShort(many, few)).toEqual([true, true, true])
    expect(isShort([...many, 100], many)).toEqual([true, true, true])
  })
  it('covers the true value if one space has a long tail and the other a short one', () => {
    // 48 networks each; the true value comes from a million. Without the skewness correction, 10 of 100 studies miss
    // it.
    const long = () => 6 + Math.exp(1.8 + 0.9 * random.normal())
    const short = () => 6 + Math.exp(1 + 0.7 * random.normal())
    const many = (draw: () => number, count: number) => Array.from({ length: count }, draw)
    const [a, b] = [long, short].map((draw) => meansOfThirds(ascending(many(draw, 1_000_000)))) as [Thirds, Thirds]
    const missed = Array.from({ length: 400 }, (_, seed) => {
      const found = differencesOfThirds(many(long, 48), many(short, 48), stream(seed, 'resample', 1), {
        resamples: 200,
      })
      return thirdIds.some((id) => found[id].low > a[id] - b[id] || found[id].high < a[id] - b[id])
    }).filter(Boolean).length
    expect(missed).toBeLessThan(0.085 * 400)
  })
  it('is the difference of single networks, without a range', () => {
    const found = differencesOfThirds([3], [5], stream(1, 'resample', 1))
    for (const id of thirdIds) {
      expect([found[id].value, found[id].low, found[id].high]).toEqual(
        [-2, -2, -2].map((end) => expect.closeTo(end, 12) as number),
      )
    }
  })
})
