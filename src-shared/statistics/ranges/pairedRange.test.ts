import { expect, it } from 'vitest'
import { pairedDifferenceRange } from './pairedRange.ts'

// scipy.stats.ttest_rel(a, b).confidence_interval(0.95), numpy.mean(a - b).
it('is that of scipy', () => {
  const [a, b] = [
    [41.2, 40.5, 42.9, 41.7, 40.1],
    [42.0, 42.2, 43.1, 42.4, 42.5],
  ]
  const { value, low, high } = pairedDifferenceRange(a, b)
  expect(value).toBeCloseTo(-1.16, 12)
  expect(low).toBeCloseTo(-2.251676184346132, 9)
  expect(high).toBeCloseTo(-0.0683238156538668, 9)
})

it('of equal differences is a point, of one pair unbounded, and of unequal numbers refused', () => {
  expect(pairedDifferenceRange([2, 3], [1, 2])).toEqual({ value: 1, low: 1, high: 1 })
  expect(pairedDifferenceRange([2], [1])).toEqual({ value: 1, low: -Infinity, high: Infinity })
  expect(() => pairedDifferenceRange([2, 3], [1])).toThrow('invalid pairs: 2 and 1 values')
})
