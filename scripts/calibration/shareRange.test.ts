import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ofDifference, ofShare } from './exactShares.ts'
import { shareDifferenceRange } from '#shared/statistics/ranges/shareDifferenceRange.ts'
import { exactShareRange, shareRange } from '#shared/statistics/ranges/shareRange.ts'

const counted = fc.integer({ min: 1, max: 300 }).chain((trials) => fc.tuple(fc.nat(trials), fc.constant(trials)))

describe('the range of a share', () => {
  it('reproduces Clopper and Pearson on request (scipy 1.17, binomtest(3, 20))', () => {
    const { value, low, high } = exactShareRange(3, 20)
    expect(value).toBe(0.15)
    expect(low).toBeCloseTo(0.03207093718554477, 12)
    expect(high).toBeCloseTo(0.37892682654529564, 12)
  })
  it('never covers less than 95 %, computed over all shares', () => {
    for (const n of [1, 5, 8, 24, 60]) expect(ofShare(n, shareRange).least).toBeGreaterThan(94.99)
  })
  it("lies inside Clopper and Pearson's, contains the share, and mirrors", () => {
    fc.assert(
      fc.property(counted, ([hits, trials]) => {
        const [own, wider] = [shareRange(hits, trials), exactShareRange(hits, trials)]
        expect(own.low).toBeGreaterThanOrEqual(wider.low)
        expect(own.high).toBeLessThanOrEqual(wider.high + 1e-12)
        expect(own.low <= own.value && own.value <= own.high).toBe(true)
        expect(shareRange(trials - hits, trials).low).toBeCloseTo(1 - own.high, 12)
      }),
      { numRuns: 60 },
    )
  })
  it('has positive width at none or all, and is [0, 1] without trials', () => {
    expect(shareRange(0, 30)).toMatchObject({ low: 0, value: 0 })
    expect(shareRange(0, 30).high).toBeGreaterThan(0.08)
    expect(shareRange(30, 30).low).toBeLessThan(0.92)
    expect(shareRange(0, 0)).toEqual({ value: 0, low: 0, high: 1 })
  })
})

describe('the range of a difference of shares', () => {
  it('never covers less than 93.5 %, computed over all pairs of shares', () => {
    for (const [n, m] of [
      [8, 8],
      [8, 24],
      [24, 24],
    ] as const)
      expect(ofDifference(n, m, shareDifferenceRange).least).toBeGreaterThan(93.5)
  })
  it('stays inside [-1, 1] and negates when the samples swap', () => {
    fc.assert(
      fc.property(counted, counted, ([h, n], [k, m]) => {
        const there = shareDifferenceRange({ hits: h, trials: n }, { hits: k, trials: m })
        const back = shareDifferenceRange({ hits: k, trials: m }, { hits: h, trials: n })
        expect(there.low).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(there.high).toBeLessThanOrEqual(1 + 1e-12)
        expect(back.low).toBeCloseTo(-there.high, 12)
      }),
      { numRuns: 60 },
    )
  })
})
