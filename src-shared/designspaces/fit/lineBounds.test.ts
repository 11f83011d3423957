import fc from 'fast-check'
import { expect, it } from 'vitest'
import { leastError, observedWidths } from './lineBounds.ts'

const widths = fc.array(
  fc.integer({ min: 1, max: 128 }).map((i) => i * 8),
  { minLength: 1, maxLength: 30 },
)
const between = (min: number, max: number) =>
  fc.tuple(fc.double({ min, max, noNaN: true }), fc.double({ min, max, noNaN: true }))
const share = fc.double({ min: 0, max: 1, noNaN: true })

it('no line of a box has an error below the bound of the box', () => {
  fc.assert(
    fc.property(
      widths,
      fc.tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 31 })),
      between(1.5, 3),
      between(0, 32),
      fc.tuple(share, share, share),
      (observed, first, multiplier, slope, at) => {
        const ends = [first, multiplier, slope].map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
        const [inFirst, inMultiplier, inSlope] = ends.map(([low, high], i) =>
          Math.min(high, low + at[i]! * (high - low)),
        )
        const runs = observedWidths(observed)
        const within = Math.round(inFirst!)
        const error = (line: readonly [number, number, number]) =>
          leastError(runs, line[0], line[0], line[1], line[1], line[2], line[2], Infinity)
        const bound = leastError(runs, ...ends[0]!, ...ends[1]!, ...ends[2]!, Infinity)
        expect(bound).toBeLessThanOrEqual(error([within, inMultiplier!, inSlope!]) + 1e-9)
        expect(leastError(runs, ...ends[0]!, ...ends[1]!, ...ends[2]!, bound)).toBe(Infinity)
      },
    ),
    { numRuns: 2000 },
  )
})

it('observed widths lie between their neighbouring line widths, however large', () => {
  const { logs, below, above, ends } = observedWidths([20, 20, 24, 40_000, 40_004])
  expect([...ends]).toEqual([2, 3, 4, 5])
  const near = (widths: number[]) => widths.map((width) => expect.closeTo(Math.log(width), 12) as number)
  expect([...logs]).toEqual(near([20, 24, 40_000, 40_004]))
  expect([...below]).toEqual(near([16, 24, 40_000, 40_000]))
  expect([...above]).toEqual(near([24, 24, 40_000, 40_008]))
  // No width lies below the quantum.
  expect([...observedWidths([4]).below]).toEqual(near([8]))
})
