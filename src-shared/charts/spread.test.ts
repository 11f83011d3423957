import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spread } from './spread.ts'

describe('spread', () => {
  it('keeps order, gap and bounds', () => {
    expect(spread([10, 10, 10], 5, 0, 100)).toEqual([10, 15, 20])
    expect(spread([90, 95, 99], 10, 0, 100)).toEqual([80, 90, 100])
    expect(spread([50, 20], 5, 0, 100)).toEqual([50, 20])
  })

  it('keeps positions apart and in their order, inside the bounds if they fit', () => {
    const wishes = fc.array(fc.integer({ min: -50, max: 250 }), { maxLength: 20 })
    fc.assert(
      fc.property(wishes, (wished) => {
        const placed = spread(wished, 10, 0, 200)
        const order = wished.map((_, i) => i).sort((a, b) => wished[a]! - wished[b]! || a - b)
        for (const [k, i] of order.entries()) {
          expect(placed[i]).toBeGreaterThanOrEqual(0)
          expect(placed[i]).toBeLessThanOrEqual(200)
          if (k > 0) expect(placed[i]! - placed[order[k - 1]!]!).toBeGreaterThanOrEqual(10)
        }
      }),
    )
  })

  it('moves nothing that is apart and inside already', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 20 })), (steps) => {
        const wished = steps.map((step) => 10 * step)
        expect(spread(wished, 10, 0, 200)).toEqual(wished)
      }),
    )
  })
})
