import { describe, expect, it } from 'vitest'
import { wilsonRange } from './wilsonRange.ts'

describe("Wilson's range of a share", () => {
  // scipy 1.17: binomtest(hits, trials).proportion_ci(0.95, 'wilson')
  it.each([
    [0, 10, 0, 0.27753279986288926],
    [3, 10, 0.10779126740630102, 0.6032218525388546],
    [10, 10, 0.7224672001371109, 1],
    [0, 1, 0, 0.7934506856227626],
    [1, 1, 0.20654931437723745, 1],
    [37, 500, 0.05416118475101197, 0.10033475332223055],
    [250, 1000, 0.2241530989836914, 0.27776028025908617],
  ])('is that of scipy for %d of %d', (hits, trials, low, high) => {
    const range = wilsonRange(hits, trials)
    expect(range.value).toBe(hits / trials)
    expect(range.low).toBeCloseTo(low, 13)
    expect(range.high).toBeCloseTo(high, 13)
  })
  it('is [0, 1] without trials', () => {
    expect(wilsonRange(0, 0)).toEqual({ value: 0, low: 0, high: 1 })
  })
})
