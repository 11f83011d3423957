import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import type { Interval } from './interval.ts'
import { lowestRange } from './lowestRange.ts'
import { isShort, meanDifferenceRange, meanRange, momentsOf } from './meanRange.ts'
import { quantileRange } from './quantileRange.ts'
import { resampledRange } from './resampledRange.ts'
import { statisticRanges } from './statisticRanges.ts'

const errors = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 80 })
const newer = [8.1, 8.94, 16.64, 11.27, 7.05, 9.31, 8.15, 9.68, 7.08, 9.93, 9.91, 16]
const older = [12.38, 13.45, 7.5, 36.03, 7.07, 17.96, 9.8, 8.45, 8.93]
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

describe('statistics of a population', () => {
  it('are the minimum, quartiles, median and mean', () => {
    const found = statisticRanges(upTo(40))
    const values = Object.entries<Interval>({ ...found }).map(([name, { value }]) => [name, value])
    expect(Object.fromEntries(values)).toEqual({
      min: 1,
      quartile25: 10.75,
      median: 20.5,
      quartile75: 30.25,
      mean: 20.5,
    })
    expect(found.quartile75).toEqual(quantileRange(upTo(40), 0.75))
  })
  it('lie in their ranges, within [0, 100]', () => {
    fc.assert(
      fc.property(errors, (given) => {
        for (const { value, low, high } of Object.values<Interval>({ ...statisticRanges(given) })) {
          expect(low).toBeLessThanOrEqual(value + 1e-9)
          expect(high).toBeGreaterThanOrEqual(value - 1e-9)
          expect([low >= 0, high <= 100]).toEqual([true, true])
        }
      }),
    )
  })
})

describe('means', () => {
  it("have ranges that cover Welch's (scipy 1.17, ttest_ind and ttest_1samp)", () => {
    const difference = meanDifferenceRange(newer, older)
    expect(difference.low).toBeLessThanOrEqual(-10.465123954427124 + 1e-9)
    expect(difference.high).toBeGreaterThanOrEqual(3.7929017322049035 - 1e-9)
    // The long tail of the older sample allows a larger mean than Welch's interval, but not a smaller one.
    expect(difference.low).toBeCloseTo(-32.288765690967956, 8)
    expect(difference.high).toBeCloseTo(3.7929017322049035, 9)
    const one = meanRange(newer)
    expect(one.low).toBeCloseTo(8.187028499183398, 9)
    expect(one.high).toBeGreaterThan(12.156304834149935)
    // Hall's cubic transformation, computed with scipy's quantiles.
    expect(one.high).toBeCloseTo(13.034012236120038, 9)
  })
  it("equal Welch's for a sample without skewness", () => {
    const { low, high } = meanRange([28, 29, 30, 31, 32])
    // 30 ± 2.776445 sqrt(2.5 / 5)
    expect([low, high]).toEqual([expect.closeTo(28.036757, 5), expect.closeTo(31.963243, 5)])
  })
  it('negate when the populations swap, and shift with them', () => {
    const some = fc.array(fc.integer({ min: 20, max: 60 }), { minLength: 3, maxLength: 30 })
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [there, back] = [meanDifferenceRange(a, b), meanDifferenceRange(b, a)]
        expect(back.low).toBeCloseTo(-there.high, 8)
        // An end cut off at the bound does not shift.
        fc.pre(there.low > -100)
        const moved = meanDifferenceRange(
          a.map((error) => error + 7),
          b,
        )
        expect(moved.low).toBeCloseTo(there.low + 7, 7)
      }),
    )
  })
  it('are marked short for few networks, and where a few networks form the tail', () => {
    const random = stream(3, 'dataset')
    const normal = Array.from({ length: 60 }, () => 30 + random.normal())
    expect(meanRange(normal.slice(0, 29)).isShort).toBe(true)
    expect(meanRange(normal).isShort).toBe(false)
    expect(meanRange([...normal, 100]).isShort).toBe(true)
    expect(meanDifferenceRange(normal, normal.slice(0, 8)).isShort).toBe(true)
    expect(isShort({ n: 100, skewness: -5.1 })).toBe(true)
    expect([isShort({ n: 100, skewness: 5 }), isShort({ n: 30, skewness: 0 })]).toEqual([false, false])
    expect(meanDifferenceRange(normal, normal.slice(0, 30)).isShort).toBe(false)
    expect(momentsOf([2, 2, 8])).toEqual({
      n: 3,
      mean: 4,
      variance: 12,
      skewness: expect.closeTo(Math.SQRT1_2, 12) as number,
    })
    expect(momentsOf([5, 5]).skewness).toBe(0)
    expect(() => momentsOf([])).toThrow('invalid values: empty')
  })
  it('are unbounded for one network', () => {
    expect(meanRange([31])).toEqual({ value: 31, low: 0, high: 100, isShort: true })
    expect(meanDifferenceRange([31], [40, 41])).toMatchObject({ value: -9.5, low: -100, high: 100 })
  })
})

describe('quantiles', () => {
  it('lie between the order statistics with 95 % coverage for 100 networks', () => {
    // The median of 100: ranks 40 and 61 cover 96.5 %, ranks 41 and 60 cover 94.3 %.
    const { value, low, high } = quantileRange(upTo(100), 0.5)
    expect(value).toBe(50.5)
    expect(low).toBeGreaterThan(40)
    expect(low).toBeLessThan(41)
    expect(high).toBeCloseTo(101 - low, 9)
  })
  it('are interpolated as by Hettmansperger and Sheather, and Nyblom (computed with scipy 1.17)', () => {
    const squares = upTo(30).map((i) => (i * i) / 10)
    for (const [p, low, high] of [
      [0.25, 1.4434376624159977, 16.375476686991714],
      [0.5, 10.480294147290765, 43.16228285528946],
      [0.75, 33.176294503252265, 74.13013265244574],
    ] as const) {
      const range = quantileRange(squares, p)
      expect([range.low, range.high]).toEqual([low, high].map((end) => expect.closeTo(end, 9) as number))
    }
  })
  it('have an open end if the sample is too small to bound one', () => {
    const lower = quantileRange(upTo(8), 0.25)
    expect(lower.low).toBe(0)
    // P(at most 4 of 8 below the quartile) = 97.3 %; at most 3: only 88.6 %.
    expect(lower.high).toBe(5)
    expect(quantileRange(upTo(8), 0.75)).toMatchObject({ low: 4, high: 100 })
    expect(quantileRange([30, 31], 0.5)).toMatchObject({ low: 0, high: 100 })
  })
  it('mirror', () => {
    fc.assert(
      fc.property(errors, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (given, p) => {
        const mirrored = quantileRange(
          given.map((error) => 100 - error),
          1 - p,
        )
        expect(mirrored.low).toBeCloseTo(100 - quantileRange(given, p).high, 7)
      }),
    )
  })
})

describe('the minimum of an equally large sample', () => {
  it('stays below the k-th lowest error unless one sample holds all k lowest of both', () => {
    // 8/16 · 7/15 · 6/14 = 10 %; with 5/13 it is 3.8 %.
    expect(lowestRange(upTo(8))).toEqual({ value: 1, low: 0, high: 4 })
    expect(lowestRange(upTo(500)).high).toBe(5)
    // 3/6 · 2/5 · 1/4 = 5 %; 5/10 · 4/9 · 3/8 = 8.3 %, with 2/7 it is 2.4 %.
    expect([lowestRange(upTo(3)).high, lowestRange(upTo(5)).high]).toEqual([3, 4])
    expect(lowestRange([12, 13])).toEqual({ value: 12, low: 0, high: 100 })
  })
})

describe('resampledRange', () => {
  it("spans Student's number of deviations and ignores NaN resamples", () => {
    const draws = [1, 3, NaN, 1, 3]
    const basis = { samples: [upTo(60)], runs: 11 }
    const { low, high } = resampledRange(2, draws, basis)
    expect((high - low) / 2).toBeCloseTo(2.2281388519649385 * Math.sqrt(1.1), 9)
    expect(resampledRange(2, [NaN], basis).low).toBeNaN()
    expect(resampledRange(2, draws, { ...basis, runs: 1 }).low).toBeNaN()
  })
  it('extends towards the tail of the resamples and does not shrink on the other side', () => {
    const basis = { samples: [upTo(60)], runs: 60 }
    const plain = resampledRange(0, [-1, 1], basis)
    const skewed = [-1, -1, -1, -1, 4].map((draw) => draw / 2)
    const { low, high } = resampledRange(0, skewed, basis)
    // The tail is above, so the true value may lie farther above the estimate than below it.
    expect(high).toBeGreaterThan(plain.high * 1.3)
    expect(low).toBeCloseTo(plain.low, 9)
  })
  it('is marked short for few networks, and where a few networks form the tail', () => {
    const isShort = (...samples: number[][]) => resampledRange(2, [1, 3], { samples, runs: 11 }).isShort
    expect(isShort(upTo(30), upTo(60))).toBe(false)
    expect(isShort(upTo(29), upTo(60))).toBe(true)
    expect(isShort(upTo(60), [...upTo(60), 1000])).toBe(true)
  })
})
