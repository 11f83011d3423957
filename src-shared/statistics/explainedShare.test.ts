import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { explainedShare } from './explainedShare.ts'
import { rankCorrelationRange } from './ranges/rankCorrelationRange.ts'
import { spearman } from './spearman.ts'
import { meanOf } from './summary.ts'

const random = stream(3, 'dataset')
const numbers = (count: number) => Array.from({ length: count }, () => random.normal())

describe('explainedShare', () => {
  it('sees a best value in the middle, which rank correlation does not', () => {
    const depths = numbers(200)
    const errors = depths.map((depth) => depth ** 2)
    expect(Math.abs(spearman(depths, errors))).toBeLessThan(0.2)
    expect(explainedShare(depths, errors)).toBeGreaterThan(0.8)
  })
  it('is near 0 for values that have nothing to do with the errors', () => {
    const shares = Array.from({ length: 300 }, () => explainedShare(numbers(60), numbers(60)))
    expect(meanOf(shares)).toBeLessThan(0.06)
    expect(Math.max(...shares)).toBeLessThan(0.5)
  })
  it('does not change with the scale of either side', () => {
    const widths = numbers(80)
    const errors = widths.map((width) => width + random.normal())
    const share = explainedShare(widths, errors)
    expect(explainedShare(widths.map(Math.exp), errors.map(Math.exp))).toBe(share)
    expect(share).toBeGreaterThan(0.2)
  })
  it('is 0 where either side is constant', () => {
    expect(explainedShare(new Array<number>(20).fill(1), numbers(20))).toBe(0)
    expect(explainedShare(numbers(20), new Array<number>(20).fill(1))).toBe(0)
  })
})

describe('rankCorrelationRange', () => {
  it('holds the true correlation in about 95 of 100 samples', () => {
    // Of a normal pair with correlation r the rank correlation is 6/pi asin(r/2).
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
  it('says nothing of three pairs', () => {
    expect(rankCorrelationRange([1, 2, 3], [1, 2, 3])).toEqual({ value: 1, low: -1, high: 1 })
  })
})
