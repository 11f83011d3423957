import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { explainedOrder, explainedShare } from './explainedShare.ts'
import { rankCorrelationRange } from './ranges/rankCorrelationRange.ts'
import { spearman } from './spearman.ts'
import { meanOf } from './summary.ts'

const random = stream(3, 'dataset')
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)
const numbers = (count: number) => Array.from({ length: count }, () => random.normal())

describe('explainedShare', () => {
  it('detects an optimum in the middle, which rank correlation misses', () => {
    const depths = numbers(200)
    const errors = depths.map((depth) => depth ** 2)
    expect(Math.abs(spearman(depths, errors))).toBeLessThan(0.2)
    expect(explainedShare(depths, errors)).toBeGreaterThan(0.8)
  })
  it('is near 0 for values unrelated to the errors', () => {
    const shares = Array.from({ length: 300 }, () => explainedShare(numbers(60), numbers(60)))
    expect(meanOf(shares)).toBeLessThan(0.06)
    expect(Math.max(...shares)).toBeLessThan(0.5)
  })
  it('is one minus the ratio of within-strata to total rank variance, each per degree of freedom', () => {
    for (const [n, strata] of [
      [12, 2],
      [24, 3],
      [80, 8],
      [160, 8],
    ] as const) {
      // Stratum s holds n / strata consecutive values; the errors are already ranks.
      const errors = Array.from({ length: n }, (_, i) => (i + 5) % n)
      const size = n / strata
      const within = Array.from({ length: strata }, (_, s) => {
        const own = errors.slice(s * size, (s + 1) * size)
        return own.reduce((sum, rank) => sum + (rank - meanOf(own)) ** 2, 0)
      }).reduce((sum, part) => sum + part)
      const all = errors.reduce((sum, rank) => sum + (rank - (n - 1) / 2) ** 2, 0)
      const expected = 1 - within / (n - strata) / (all / (n - 1))
      expect(expected).toBeGreaterThan(0.03)
      expect(explainedShare(upTo(n), errors)).toBeCloseTo(expected, 12)
    }
  })
  it('is invariant under monotone rescaling of either side', () => {
    const widths = numbers(80)
    const errors = widths.map((width) => width + random.normal())
    const share = explainedShare(widths, errors)
    expect(explainedShare(widths.map(Math.exp), errors.map(Math.exp))).toBe(share)
    expect(share).toBeGreaterThan(0.2)
  })
  it('is 0 if either side is constant', () => {
    expect(explainedShare(new Array<number>(20).fill(1), numbers(20))).toBe(0)
    expect(explainedShare(numbers(20), new Array<number>(20).fill(1))).toBe(0)
  })
})

describe('the probability that unrelated values explain as much', () => {
  // scipy.stats.f_oneway of scipy.stats.rankdata(errors) in three eights, in order of the values.
  it('is that of an F test on the ranks of the errors', () => {
    const errors = upTo(24).map((i) => ((5 * i) % 24) + (i > 15 ? 6 : 0))
    const { share, p } = explainedOrder(upTo(24), errors)
    expect(share).toBeCloseTo(0.2327492381367, 12)
    expect(p).toBeCloseTo(0.023823318895699955, 12)
  })
  it('is at most 0.05 for about one in 20 unrelated parameters', () => {
    const wrong = Array.from({ length: 1000 }, () => explainedOrder(numbers(40), numbers(40))).filter(
      ({ p }) => p <= 0.05,
    )
    expect(wrong.length / 1000).toBeGreaterThan(0.03)
    expect(wrong.length / 1000).toBeLessThan(0.07)
  })
  it('is 1 if either side is constant, 0 if the strata sort all errors', () => {
    expect(explainedOrder(new Array<number>(20).fill(1), numbers(20))).toEqual({ share: 0, p: 1 })
    expect(explainedOrder(numbers(20), new Array<number>(20).fill(1))).toEqual({ share: 0, p: 1 })
    const two = [...new Array<number>(8).fill(1), ...new Array<number>(8).fill(2)]
    expect(explainedOrder(two, two)).toEqual({ share: 1, p: 0 })
  })
})

describe('rankCorrelationRange', () => {
  it('covers the true correlation in about 95 of 100 samples', () => {
    // The rank correlation of a bivariate normal with correlation r is 6/pi asin(r/2).
    const r = 0.6
    const truth = (6 / Math.PI) * Math.asin(r / 2)
    let held = 0
    for (let trial = 0; trial < 500; trial++) {
      const a = numbers(50)
      const b = a.map((x) => r * x + Math.sqrt(1 - r ** 2) * random.normal())
      const { low, high } = rankCorrelationRange(a, b)
      if (low <= truth && truth <= high) held++
    }
    expect(held / 500).toBeGreaterThan(0.92)
    expect(held / 500).toBeLessThan(0.98)
  })
  it('matches Bonett and Wright', () => {
    const [a, b] = [
      [8.1, 8.94, 16.64, 11.27, 7.05, 9.31, 8.15, 9.68, 7.08],
      [12.38, 13.45, 7.5, 36.03, 7.07, 17.96, 9.8, 8.45, 8.93],
    ]
    const { value, low, high } = rankCorrelationRange(a, b)
    expect(value).toBeCloseTo(0.26666666666666666, 12)
    expect([low, high]).toEqual(
      [-0.49373001543893047, 0.7959728312436334].map((end) => expect.closeTo(end, 12) as number),
    )
  })
  it('has positive width even for perfectly ordered pairs', () => {
    for (const n of [4, 5, 8, 20]) {
      const swapped = upTo(n).map((i) => (i === 0 ? 1 : i === 1 ? 0 : i))
      const [whole, next] = [rankCorrelationRange(upTo(n), upTo(n)), rankCorrelationRange(upTo(n), swapped)]
      expect(whole).toEqual({ value: 1, low: expect.closeTo(next.low, 9) as number, high: 1 })
      const back = rankCorrelationRange(upTo(n), upTo(n).reverse())
      expect(back).toEqual({ value: -1, low: -1, high: expect.closeTo(-next.low, 9) as number })
    }
  })
  it('is uninformative for three pairs', () => {
    expect(rankCorrelationRange([1, 2, 3], [1, 2, 3])).toEqual({ value: 1, low: -1, high: 1 })
  })
})
