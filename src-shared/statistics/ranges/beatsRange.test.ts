import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { probabilityBestLower } from '../probabilityOfBest.ts'
import { beatsP, beatsRange, placementVariances } from './beatsRange.ts'

const newer = [8.1, 8.94, 16.64, 11.27, 7.05, 9.31, 8.15, 9.68, 7.08, 9.93, 9.91, 16]
const older = [12.38, 13.45, 7.5, 36.03, 7.07, 17.96, 9.8, 8.45, 8.93]
const errors = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 40 })

describe('P(new beats old)', () => {
  it('uses the variance of Brunner and Munzel (scipy 1.17, brunnermunzel)', () => {
    const found = placementVariances({ errors: newer }, { errors: older })
    expect((found.value - 0.5) / Math.sqrt(found.newer / 12 + found.older / 9)).toBeCloseTo(0.5347667005218267, 9)
  })
  it('is a score interval with their degrees of freedom, also for weighted runs (computed with scipy 1.17)', () => {
    const plain = beatsRange({ errors: newer }, { errors: older })
    expect([plain.value, plain.low, plain.high]).toEqual(
      [0.574074074074, 0.2941751219651693, 0.8133881893293431].map((end) => expect.closeTo(end, 9) as number),
    )
    const weights = newer.map((_, i) => (i + 1) / 78)
    const weighted = beatsRange({ errors: newer, weights }, { errors: older })
    expect([weighted.value, weighted.low, weighted.high]).toEqual(
      [0.545584045584, 0.263074613006896, 0.8015065002609607].map((end) => expect.closeTo(end, 9) as number),
    )
  })
  it('holds another share if asked to (numpy 2, scipy 1.17)', () => {
    const a = [20.1, 18.4, 22.7, 19.9, 17.2, 21.3, 18.8, 16.5, 19.1, 20.6]
    const b = [22.3, 24.1, 19.9, 21, 25.2, 23.4, 18.8, 22.9, 24.8, 21.7, 20.5, 26.1]
    const ends = (level: number) => {
      const { low, high } = beatsRange({ errors: a }, { errors: b }, level)
      return [low, high]
    }
    const wanted = (low: number, high: number) => [low, high].map((end) => expect.closeTo(end, 9) as number)
    expect(ends(0.04)).toEqual(wanted(0.582262880067328, 0.9583986984811939))
    expect(ends(0.01 / 9)).toEqual(wanted(0.39116626872303956, 0.9803843046347989))
  })
  it('is the share of pairs that the newer wins, and mirrors when the samples swap', () => {
    fc.assert(
      fc.property(errors, errors, (newer, older) => {
        const [there, back] = [
          beatsRange({ errors: newer }, { errors: older }),
          beatsRange({ errors: older }, { errors: newer }),
        ]
        expect(there.value).toBeCloseTo(probabilityBestLower(newer, older, 1), 11)
        expect(back.value).toBeCloseTo(1 - there.value, 11)
        expect(back.low).toBeCloseTo(1 - there.high, 9)
        expect(0 <= there.low && there.low <= there.value && there.value <= there.high && there.high <= 1).toBe(true)
      }),
    )
  })
  it('depends only on the order of the errors', () => {
    fc.assert(
      fc.property(errors, errors, (newer, older) => {
        const bent = (values: readonly number[]) => ({ errors: values.map((value) => Math.exp(value / 8)) })
        expect(beatsRange(bent(newer), bent(older))).toEqual(beatsRange({ errors: newer }, { errors: older }))
      }),
    )
  })
  it('is unchanged by equal weights and wider with fewer effective runs', () => {
    fc.assert(
      fc.property(errors, errors, (newer, older) => {
        const plain = beatsRange({ errors: newer }, { errors: older })
        const weights = newer.map(() => 1 / newer.length)
        const weighted = beatsRange({ errors: newer, weights }, { errors: older })
        expect(weighted.value).toBeCloseTo(plain.value, 10)
        expect(weighted.low).toBeCloseTo(plain.low, 8)
      }),
    )
    const [low, high] = [Array.from({ length: 30 }, (_, i) => i), Array.from({ length: 30 }, (_, i) => i + 0.5)]
    const heavy = low.map((i) => (i < 20 ? 0.5 / 20 : i === 20 ? 0.4 : 0.1 / 9))
    const [wide, narrow] = [
      beatsRange({ errors: low, weights: heavy }, { errors: high }),
      beatsRange({ errors: low }, { errors: high }),
    ]
    expect(wide.high - wide.low).toBeGreaterThan(1.2 * (narrow.high - narrow.low))
  })
  it('does not collapse when one side wins every pair', () => {
    const apart = (n: number) =>
      beatsRange(
        { errors: Array.from({ length: n }, (_, i) => i / n) },
        { errors: Array.from({ length: n }, (_, i) => 5 + i) },
      )
    expect(apart(8)).toMatchObject({ value: 1, high: 1 })
    // All of 8 independent trials succeed in 2.5 % of cases if each succeeds with this probability.
    expect(apart(8).low).toBeLessThanOrEqual(0.025 ** (1 / 8))
    expect(apart(200).low).toBeGreaterThan(0.95)
  })
  it('is unknown for single networks', () => {
    expect(beatsRange({ errors: [1] }, { errors: [2, 3, 4] })).toEqual({ value: 1, low: 0, high: 1 })
  })
})

describe('the p-value of P', () => {
  it('is that of the score statistic with Brunner and Munzel’s degrees of freedom (numpy 2, scipy 1.17)', () => {
    const p = (a: readonly number[], b: readonly number[]) => beatsP({ errors: a }, { errors: b })
    const a = [20.1, 18.4, 22.7, 19.9, 17.2, 21.3, 18.8, 16.5, 19.1, 20.6]
    const b = [22.3, 24.1, 19.9, 21, 25.2, 23.4, 18.8, 22.9, 24.8, 21.7, 20.5, 26.1]
    expect(p(newer, older)).toBeCloseTo(0.6123649465282132, 10)
    expect(p(a, b)).toBeCloseTo(0.010290487251948015, 10)
    expect(p([1, 2, 3, 4, 5, 6, 7, 8, 9], [10, 11, 12, 13, 14, 15, 16, 17])).toBeCloseTo(0.06807425062329647, 10)
    expect(p([1], [2, 3])).toBe(1)
  })
  it('is the level at which the range comes to one half, and the same for either order', () => {
    fc.assert(
      fc.property(errors, errors, (newer, older) => {
        const [one, other] = [{ errors: newer }, { errors: older }]
        const p = beatsP(one, other)
        expect(beatsP(other, one)).toBeCloseTo(p, 9)
        const leavesOutHalf = (level: number) => {
          const { low, high } = beatsRange(one, other, level)
          return low > 0.5 || high < 0.5
        }
        if (p < 0.98) expect(leavesOutHalf(p * 1.01)).toBe(true)
        if (p < 1 && p > 1e-9) expect(leavesOutHalf(p * 0.99)).toBe(false)
      }),
    )
  })
})
