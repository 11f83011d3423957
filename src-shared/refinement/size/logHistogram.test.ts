import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LogCounter } from './logHistogram.ts'

describe('LogCounter', () => {
  it('counts every value in its bin, lower edges included', () => {
    const values = fc.array(fc.double({ min: 1.1e3, max: 9e11, noNaN: true }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(values, (counted) => {
        const counter = new LogCounter()
        for (const value of counted) counter.add(value)
        const { edges, counts } = counter.histogram()
        counts.forEach((count, i) => {
          const inside = counted.filter((value) => value >= edges[i]! && value < edges[i + 1]!)
          expect(inside.length).toBe(count)
        })
        expect(counts[0]).toBeGreaterThan(0)
        expect(counts.at(-1)).toBeGreaterThan(0)
      }),
    )
  })
  it('has twelve bins per decade, and none without values', () => {
    const counter = new LogCounter()
    expect(counter.histogram()).toEqual({ edges: [], counts: [] })
    counter.add(2e6)
    counter.add(2e7)
    expect(counter.histogram().counts).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  })
})
