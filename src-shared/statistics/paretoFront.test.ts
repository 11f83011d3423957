import fc from 'fast-check'
import { expect, it } from 'vitest'
import { paretoFront } from './paretoFront.ts'

const point = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))

it('holds exactly the points that no other beats, ascending in value', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 20 }), (points) => {
      const beats = ([v, e]: [number, number], [w, f]: [number, number]) => v <= w && e <= f && (v < w || e < f)
      const expected = points.flatMap((one, i) => (points.some((other) => beats(other, one)) ? [] : [i]))
      const front = paretoFront(
        points.map(([value]) => value),
        points.map(([, error]) => error),
      )
      expect(front.toSorted((a, b) => a - b)).toEqual(expected)
      const values = front.map((i) => points[i]![0])
      expect(values).toEqual(values.toSorted((a, b) => a - b))
    }),
  )
})
