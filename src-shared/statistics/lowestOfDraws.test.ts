import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lowestOfDraws, sizesUpTo } from './lowestOfDraws.ts'

const errors = [31, 12, 12, 18, 25, 9, 40, 15]

describe('the lowest of k errors drawn with replacement', () => {
  // numpy: weights np.diff(1 - ((n - i) / n) ** k) of the sorted errors; quantiles by searchsorted on their sums.
  it.each([
    [1, 20.25, 9, 40],
    [2, 14.71875, 9, 31],
    [4, 11.56787109375, 9, 18],
    [8, 10.115224242210388, 9, 12],
  ])('k = %i has mean %d and lies in [%d, %d]', (draws, expected, low, high) => {
    const found = lowestOfDraws(errors, draws)
    expect(found.expected).toBeCloseTo(expected, 12)
    expect(found).toMatchObject({ draws, low, high })
  })
  it('has the quantiles of all its equally likely draws', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 }), (few) => {
        const all = few.flatMap((a) => few.flatMap((b) => few.map((c) => Math.min(a, b, c)))).sort((a, b) => a - b)
        const at = (share: number) => all[Math.ceil(share * all.length - 1e-9) - 1]
        const { expected, low, high } = lowestOfDraws(few, 3)
        expect([low, high]).toEqual([at(0.025), at(0.975)])
        expect(expected).toBeCloseTo(all.reduce((sum, value) => sum + value, 0) / all.length, 9)
      }),
    )
  })
})

it('sizes ascend from 1 to n without gaps up to 8', () => {
  expect(sizesUpTo(1)).toEqual([1])
  expect(sizesUpTo(5)).toEqual([1, 2, 3, 4, 5])
  expect(sizesUpTo(48)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 16, 19, 23, 27, 32, 38, 45, 48])
})
