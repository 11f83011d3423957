import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { ascending } from './ascending.ts'
import { meanOf } from './summary.ts'
import { differencesOfThirds } from './ranges/thirdRanges.ts'
import { meansOfThirds, thirdIds } from './thirds.ts'

const errors = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 })
const random = stream(11, 'dataset')
const population = (count: number, mean: number, deviation = 2) =>
  Array.from({ length: count }, () => mean + deviation * random.normal())

describe('meansOfThirds', () => {
  it('are those of whole thirds, and split an error on a border', () => {
    expect(meansOfThirds([1, 2, 3, 4, 5, 9])).toEqual({ best: 1.5, middle: 3.5, worst: 7 })
    const { best, middle, worst } = meansOfThirds([3, 6])
    expect([best, middle, worst]).toEqual([3, 4.5, 6].map((mean) => expect.closeTo(mean, 12) as number))
  })
  it('rise, and average to the mean', () => {
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
  it('finds the third that moved alone', () => {
    const older = ascending(population(120, 30))
    const newer = older.map((error, i) => (i >= 80 ? error - 3 : error))
    const { best, middle, worst } = differencesOfThirds(newer, older, stream(1, 'resample', 1))
    expect([best.low < 0, best.high > 0]).toEqual([true, true])
    expect(middle.low).toBeLessThan(0)
    expect(worst.high).toBeLessThan(0)
  })
  it('holds the truth of all three at once in about 95 of 100 studies', () => {
    const missed = Array.from({ length: 200 }, (_, seed) => {
      const found = differencesOfThirds(population(40, 30), population(40, 30), stream(seed, 'resample', 1), {
        resamples: 200,
      })
      return thirdIds.some((id) => found[id].low > 0 || found[id].high < 0)
    }).filter(Boolean).length
    expect(missed).toBeLessThan(25)
  })
  it('of single networks is their difference without a range', () => {
    const found = differencesOfThirds([3], [5], stream(1, 'resample', 1))
    for (const id of thirdIds) {
      expect([found[id].value, found[id].low, found[id].high]).toEqual(
        [-2, -2, -2].map((end) => expect.closeTo(end, 12) as number),
      )
    }
  })
})
