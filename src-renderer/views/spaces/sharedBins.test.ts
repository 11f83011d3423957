import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LogCounter } from '#shared/refinement/size/logHistogram.ts'
import { sharedBins } from './sharedBins.ts'

const counted = (values: readonly number[]) => {
  const counter = new LogCounter()
  for (const value of values) counter.add(value)
  return counter.histogram()
}
const values = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 })
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

describe('sharedBins', () => {
  it('keeps every count of both, in contiguous bins of equal width', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const { edges, counts, other } = sharedBins(counted(a), counted(b))
        expect([sum(counts), sum(other!)]).toEqual([a.length, b.length])
        expect(counts).toHaveLength(edges.length - 1)
        for (let i = 1; i < edges.length; i++) expect(edges[i]! / edges[i - 1]!).toBeCloseTo(10 ** (1 / 12), 6)
      }),
    )
  })
  it('returns the histogram unchanged if there is no other', () => {
    const own = counted([10, 20])
    expect(sharedBins(own, undefined)).toBe(own)
  })
})
