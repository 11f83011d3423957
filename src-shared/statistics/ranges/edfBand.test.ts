import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { edf, shareBelow } from '../edf.ts'
import { edfBand, edfDifferenceBand, errorGrid } from './edfBand.ts'
import { shareDifferenceRange } from './shareDifferenceRange.ts'
import { shareRange } from './shareRange.ts'

function population(n: number, centre: number, seed: number): number[] {
  const random = stream(seed, 'dataset')
  return Array.from({ length: n }, () => centre + 4 * random.normal())
}
const good = population(60, 40, 1)
const poor = population(60, 46, 2)
const grid = errorGrid([good, poor], 61)
const [newer, older] = [{ errors: good }, { errors: poor }]

describe('EDF bands', () => {
  it('span all errors: F is 0 at the first and 1 at the last grid point', () => {
    const band = edfBand(newer, grid)
    expect([band.value[0], band.value.at(-1)]).toEqual([0, 1])
    expect([grid[0]! < Math.min(...good, ...poor), grid.at(-1)! > Math.max(...good, ...poor)]).toEqual([true, true])
  })
  it('extend a fiftieth of the spread beyond the errors, equally spaced', () => {
    const [first, second, third, last] = errorGrid(
      [
        [2, 5],
        [1, 11],
      ],
      4,
    )
    expect([first, last]).toEqual([0.8, 11.2].map((end) => expect.closeTo(end, 12) as number))
    expect(second! - first!).toBeCloseTo(third! - second!, 12)
    expect(errorGrid([[7]], 2)[1]! - 7).toBeCloseTo(1e-6, 12)
  })
  it('are the range of the share below each error, with positive width even at 0 and 1', () => {
    const band = edfBand(newer, grid)
    grid.forEach((error, i) => {
      const share = shareBelow(edf(good), error)
      expect(band.value[i]).toBe(share)
      expect(band.low[i]).toBe(shareRange(Math.round(60 * share), 60).low)
    })
    expect(band.high[0]).toBeGreaterThan(0.04)
    expect(band.low.at(-1)).toBeLessThan(0.96)
  })
  it('have constant width, except at the ends, if simultaneous', () => {
    const { value, low, high } = edfBand(newer, grid, 'simultaneous')
    const reach = Math.sqrt(Math.log(40) / 120)
    value.forEach((share, i) => {
      expect(low[i]).toBeCloseTo(Math.max(0, share - reach), 12)
      expect(high[i]).toBeCloseTo(Math.min(1, share + reach), 12)
    })
  })
  it('use the effective number for weighted networks', () => {
    const weights = good.map((_, i) => (i < 30 ? 1.5 / 60 : 0.5 / 60))
    const weighted = edfBand({ errors: good, weights }, grid)
    const plain = edfBand(newer, grid)
    const equal = edfBand({ errors: good, weights: good.map(() => 1 / 60) }, grid)
    grid.forEach((_, i) => {
      expect(equal.value[i]).toBeCloseTo(plain.value[i]!, 12)
      expect(equal.low[i]!).toBeLessThanOrEqual(plain.low[i]! + 1e-9)
    })
    expect(weighted.high[0]).toBeGreaterThan(equal.high[0]!)
    expect(weighted.value.at(-1)).toBe(1)
  })
  it('of a difference are positive where the new space is better, and negate when the spaces swap', () => {
    for (const kind of ['pointwise', 'simultaneous'] as const) {
      const forward = edfDifferenceBand(newer, older, grid, kind)
      const back = edfDifferenceBand(older, newer, grid, kind)
      forward.low.forEach((low, i) => expect(back.high[i]).toBeCloseTo(-low, 12))
      const middle = grid.findIndex((error) => error > 43)
      expect(forward.low[middle]).toBeGreaterThan(0.1)
    }
  })
  it('of a difference are pointwise ranges, or as wide as the two-sample bound', () => {
    const [pointwise, whole] = [
      edfDifferenceBand(newer, older, grid),
      edfDifferenceBand(newer, older, grid, 'simultaneous'),
    ]
    const reach = Math.sqrt((Math.log(2.17 / 0.05) * (2 / 60)) / 2)
    grid.forEach((error, i) => {
      const hits = [good, poor].map((errors) => errors.filter((one) => one < error).length)
      const range = shareDifferenceRange({ hits: hits[0]!, trials: 60 }, { hits: hits[1]!, trials: 60 })
      const difference = (hits[0]! - hits[1]!) / 60
      expect([pointwise.value[i], whole.value[i]]).toEqual(
        [difference, difference].map((one) => expect.closeTo(one, 12) as number),
      )
      expect(pointwise.low[i]).toBeCloseTo(range.low, 9)
      expect(whole.low[i]).toBeCloseTo(Math.max(-1, difference - reach), 12)
      expect(whole.high[i]).toBeCloseTo(Math.min(1, difference + reach), 12)
    })
  })
  it('cover zero everywhere for a population against itself', () => {
    const band = edfDifferenceBand(newer, newer, grid)
    grid.forEach((_, i) => expect(band.low[i]! <= 0 && band.high[i]! >= 0).toBe(true))
  })
})
