import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bandSides } from './bandSides.ts'

const bandOf = (ends: readonly (readonly [number, number])[]) => ({
  grid: Float64Array.from(ends, (_, i) => 30 + i),
  low: Float64Array.from(ends, ([low]) => low),
  high: Float64Array.from(ends, ([, high]) => high),
})

it('lists each span separately where the band covers zero in between', () => {
  const ends = [
    [-1, 1],
    [1, 2],
    [1, 3],
    [-1, 2],
    [2, 3],
    [-3, -1],
    [-1, 0],
    [0, 1],
  ] as const
  expect(bandSides(bandOf(ends))).toEqual({
    above: [
      [31, 32],
      [34, 34],
    ],
    below: [[35, 35]],
  })
})

it('contains exactly the points where the band excludes zero', () => {
  const end = fc.integer({ min: -2, max: 2 })
  fc.assert(
    fc.property(fc.array(fc.tuple(end, end), { maxLength: 40 }), (pairs) => {
      const ends = pairs.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
      const { above, below } = bandSides(bandOf(ends))
      ends.forEach(([low, high], i) => {
        const isIn = (spans: typeof above) => spans.some(([from, to]) => from <= 30 + i && 30 + i <= to)
        expect([isIn(above), isIn(below)]).toEqual([low > 0, high < 0])
      })
    }),
  )
})
