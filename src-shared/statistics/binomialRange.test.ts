import { describe, expect, it } from 'vitest'
import { binomialRange } from './binomialRange.ts'

describe('binomialRange', () => {
  // Solves (p - hits/n)^2 = z^2 p (1 - p) / n, which defines the score interval.
  it.each([
    [3, 40],
    [1, 2000],
    [250, 251],
  ])('of %d of %d ends where the share is 1.96 standard errors away', (hits, trials) => {
    const { value, low, high } = binomialRange(hits, trials)
    for (const end of [low, high])
      expect(Math.abs(end - value) / Math.sqrt((end * (1 - end)) / trials)).toBeCloseTo(1.96, 3)
    expect(low).toBeLessThan(value)
    expect(high).toBeGreaterThan(value)
  })
  it('stays inside [0, 1] and says nothing without a trial', () => {
    expect(binomialRange(0, 50)).toMatchObject({ value: 0, low: 0 })
    expect(binomialRange(0, 50).high).toBeCloseTo(0.0713, 4)
    expect(binomialRange(50, 50).high).toBe(1)
    expect(binomialRange(0, 0)).toEqual({ value: 0, low: 0, high: 1 })
  })
})
