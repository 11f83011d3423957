import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { probabilityBestLower } from './probabilityOfBest.ts'

const errorLists = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 4 })

/** The minimum of every way to draw `draws` of the values with replacement. */
function minima(values: readonly number[], draws: number): number[] {
  return draws === 1 ? [...values] : minima(values, draws - 1).flatMap((low) => values.map((v) => Math.min(low, v)))
}

describe('probabilityBestLower', () => {
  it('matches enumerating every pair of searches', () => {
    fc.assert(
      fc.property(errorLists, errorLists, fc.integer({ min: 1, max: 4 }), (a, b, draws) => {
        const [lowA, lowB] = [minima(a, draws), minima(b, draws)]
        const wins = lowA.flatMap((x) => lowB.map((y): number => (x < y ? 1 : x === y ? 0.5 : 0)))
        const expected = wins.reduce((sum, win) => sum + win, 0) / wins.length
        expect(probabilityBestLower(a, b, draws)).toBeCloseTo(expected, 12)
      }),
    )
  })
  it('is one half for a population against itself, and complements when swapped', () => {
    expect(probabilityBestLower([4, 1, 3], [4, 1, 3], 25)).toBeCloseTo(0.5, 12)
    expect(probabilityBestLower([1, 9], [2, 3], 3) + probabilityBestLower([2, 3], [1, 9], 3)).toBeCloseTo(1, 12)
  })
  it('refuses a search without networks', () => {
    expect(() => probabilityBestLower([1], [1], 0)).toThrow('invalid draws: 0')
  })
})
