import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equalComplexity } from './equalComplexity.ts'

const complexities = fc.array(fc.double({ min: 1e5, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 60 })

describe('equalComplexity', () => {
  it('keeps models in the common range, with weights that sum to 1 and no empty bin', () => {
    fc.assert(
      fc.property(fc.array(complexities, { minLength: 1, maxLength: 4 }), (populations) => {
        const found = equalComplexity(populations)
        if (!found) return
        const [low, high] = found.range
        found.populations.forEach(({ kept, weights, counts }, p) => {
          const inside = populations[p]!.flatMap((value, i) => (value > low && value < high ? [i] : []))
          expect([...kept]).toEqual(inside)
          expect(counts.every((count) => count > 0)).toBe(true)
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9)
        })
      }),
    )
  })
  it('uses the most bins that leave none empty', () => {
    expect(equalComplexity([[1, 2, 3, 4]], 10)).toMatchObject({ bins: 4 })
    expect(
      equalComplexity(
        [
          [1, 2, 3, 4],
          [1, 4],
        ],
        10,
      ),
    ).toMatchObject({ bins: 2 })
  })
  it('covers the complexities that all populations reach, including the extreme models', () => {
    const found = equalComplexity([
      [1, 2, 3, 4],
      [2, 3, 5],
    ])!
    expect(found.range).toEqual([2, 4].map((end) => expect.closeTo(end, 6) as number))
    expect(found.populations.map(({ kept }) => kept)).toEqual([
      [1, 2, 3],
      [0, 1],
    ])
  })
  it('is null without a common range', () => {
    expect(
      equalComplexity([
        [1, 2],
        [3, 4],
      ]),
    ).toBeNull()
    expect(equalComplexity([[1, 2], []])).toBeNull()
    expect(equalComplexity([])).toBeNull()
  })
})
