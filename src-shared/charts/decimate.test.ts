import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimated, everyNth } from './decimate.ts'

const line = fc
  .array(fc.tuple(fc.double({ min: 0.001, max: 5, noNaN: true }), fc.double({ min: -1e3, max: 1e3 })), {
    minLength: 1,
    maxLength: 2000,
  })
  .map((steps) => {
    let at = 0
    return { x: steps.map(([step]) => (at += step)), y: steps.map(([, value]) => value) }
  })
const pixels = fc.integer({ min: 1, max: 120 })

describe('a decimated line', () => {
  it('has at most two points per pixel and both ends, ascending and finite', () => {
    fc.assert(
      fc.property(line, pixels, ({ x, y }, width) => {
        const kept = decimated(x, y, width)
        expect(kept.length).toBeLessThanOrEqual(2 * width + 2)
        expect(kept.every((i, place) => Number.isFinite(y[i]) && (place === 0 || i > kept[place - 1]!))).toBe(true)
        const finite = y.flatMap((value, i) => (Number.isFinite(value) ? [i] : []))
        expect([kept[0], kept.at(-1)]).toEqual([finite[0], finite.at(-1)])
      }),
    )
  })

  it('covers in every pixel column the same range as the whole line', () => {
    fc.assert(
      fc.property(line, pixels, ({ x, y }, width) => {
        const finite = y.flatMap((value, i) => (Number.isFinite(value) ? [i] : []))
        const kept = new Set(decimated(x, y, width))
        const [first, last] = [x[finite[0]!]!, x[finite.at(-1)!]!]
        const columns = Map.groupBy(finite, (i) =>
          Math.min(width - 1, Math.floor((width * (x[i]! - first)) / (last - first))),
        )
        for (const column of columns.values()) {
          const all = column.map((i) => y[i]!)
          const drawn = column.filter((i) => kept.has(i)).map((i) => y[i]!)
          expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([Math.min(...all), Math.max(...all)])
        }
      }),
    )
  })

  it('is the line itself if it has few points', () => {
    expect(decimated([1, 2, 3], [5, NaN, 1], 10)).toEqual([0, 2])
    expect(decimated([0, 1, 2, 3], [1, 2, 3, 4], 1)).toEqual([0, 1, 2, 3])
    expect(decimated([], [], 10)).toEqual([])
  })

  it('keeps the lowest and the highest of each pixel column, the first of equal ones', () => {
    const y = [0, 5, 5, -5, -5, 0, 1, 9, -9, 1]
    expect(decimated(y.keys().toArray(), y, 2)).toEqual([0, 1, 3, 7, 8, 9])
  })

  it('takes less than one pixel as one', () => {
    const y = Array.from({ length: 20 }, (_, i) => (i === 7 ? 1 : 0))
    for (const pixels of [0, 0.5, 1, 1.9]) expect(decimated(y.keys().toArray(), y, pixels)).toEqual([0, 7, 19])
  })
})

describe('every nth', () => {
  it('returns the requested number, including both ends, without repeats', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 2, max: 60 }), (n, count) => {
        const kept = everyNth(n, count)
        expect(kept.length).toBe(Math.min(n, count))
        expect(new Set(kept).size).toBe(kept.length)
        if (n > 0) expect([kept[0], kept.at(-1)]).toEqual([0, n - 1])
      }),
    )
  })

  it('is spaced equally, as far as indices can be', () => {
    expect(everyNth(7, 3)).toEqual([0, 3, 6])
    expect(everyNth(10, 4)).toEqual([0, 3, 6, 9])
    expect(everyNth(4, 9)).toEqual([0, 1, 2, 3])
    expect(everyNth(9, 1)).toEqual([0])
    expect(everyNth(0, 5)).toEqual([])
  })
})
