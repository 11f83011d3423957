import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binCounts, valueAxis } from './valueAxis.ts'

const lists = fc.uniqueArray(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 200 })

describe('valueAxis', () => {
  it('returns each value for its own share', () => {
    fc.assert(
      fc.property(lists, fc.boolean(), (values, log) => {
        const axis = valueAxis(values, log)
        for (const [i, value] of axis.values.entries()) expect(axis.nearest(axis.at(value))).toBe(i)
      }),
    )
  })
  it('gives few values equal room, whatever their size', () => {
    const { at } = valueAxis([1, 2, 4], false)
    expect([1, 2, 4].map(at)).toEqual([0.5 / 3, 1.5 / 3, 2.5 / 3])
  })
  it('counts every value once', () => {
    fc.assert(
      fc.property(lists, (values) => {
        const counts = binCounts(valueAxis(values, true), values)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length)
      }),
    )
  })
})
