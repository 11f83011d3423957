import fc from 'fast-check'
import { expect, it } from 'vitest'
import { regNetWidths } from '#shared/networks/regNet.ts'
import { roundHalfEven } from '#shared/random/rounding.ts'
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

/** The exponent of block `j` at a slope and a multiplier. */
function exponentAt(j: number, slope: number, multiplier: number): number {
  let exponent = 0
  for (let ratio = Math.sqrt(multiplier); 1 + slope * j > ratio; ratio *= multiplier) exponent++
  return exponent
}

/** The distance in logarithm of a width to the nearest multiple of 8 between two, which are given in quanta. */
function toNearest(width: number, low: number, high: number): number {
  const logs = [Math.floor(width / 8), Math.ceil(width / 8)].map((q) => Math.log(8 * Math.min(high, Math.max(low, q))))
  return Math.min(...logs.map((log) => Math.abs(log - Math.log(width))))
}

/** The bound by definition: block by block, and with one common width where all blocks have the same exponent. */
function definedBound(observed: readonly number[], [first, multiplier, slope]: Box): number {
  const quanta = (e: number) => [0, 1].map((end) => roundHalfEven(first[end]! * multiplier[end]! ** e))
  const exponents = observed.map((_, j) =>
    [exponentAt(j, slope[0], multiplier[1]), exponentAt(j, slope[1], multiplier[0])].join(),
  )
  let sum = 0
  for (const key of new Set(exponents)) {
    const blocks = observed.filter((_, j) => exponents[j] === key)
    const [least, most] = key.split(',').map(Number) as [number, number]
    if (least < most) {
      const between = Array.from({ length: most - least + 1 }, (_, i) => quanta(least + i))
      for (const width of blocks) sum += Math.min(...between.map(([low, high]) => toNearest(width, low!, high!)))
      continue
    }
    const [low, high] = quanta(least) as [number, number]
    const common = blocks.flatMap((width) => [Math.floor(width / 8), Math.ceil(width / 8)])
    const costs = common.map((wanted) => {
      const predicted = Math.log(8 * Math.min(high, Math.max(low, wanted)))
      return blocks.reduce((cost, width) => cost + Math.abs(Math.log(width) - predicted), 0)
    })
    sum += Math.min(...costs)
  }
  return sum
}

type Ends = readonly [low: number, high: number]
type Box = readonly [first: Ends, multiplier: Ends, slope: Ends]
const ordered = ([a, b]: readonly [number, number]): Ends => [Math.min(a, b), Math.max(a, b)]
/** Boxes of every width, down to a single line. */
const narrow = (ends: fc.Arbitrary<[number, number]>) =>
  fc.tuple(ends, fc.constantFrom(0, 1e-3, 0.05, 1)).map(([[a, b], by]) => ordered([a, a + by * (b - a)]))
const box: fc.Arbitrary<Box> = fc.tuple(
  fc.tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 0, max: 6 })).map(([a, more]): Ends => [a, a + more]),
  narrow(between(1.5, 3)),
  narrow(between(0, 32)),
)
/** Up to five runs of a few blocks, of widths that need not be multiples of 8. */
const runsOfWidths = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 1100 }), fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 5 })
  .map((runs) => runs.flatMap(([width, depth]) => Array.from({ length: depth }, () => width)))

it('the bound equals its definition, block by block', () => {
  fc.assert(
    fc.property(runsOfWidths, box, (observed, [first, multiplier, slope]) => {
      const bound = leastError(observedWidths(observed), ...first, ...multiplier, ...slope, Infinity)
      expect(bound).toBeCloseTo(definedBound(observed, [first, multiplier, slope]), 9)
    }),
    { numRuns: 1000 },
  )
})

it('the bound of a single line is the error of its generated widths', () => {
  fc.assert(
    fc.property(runsOfWidths, box, (observed, [[first], [multiplier], [slope]]) => {
      const depth = observed.length
      const line = { depth, initialWidth: 8 * first, widthSlope: 8 * first * slope, widthMultiplier: multiplier }
      const { quantized } = regNetWidths(line)
      const error = quantized.reduce((sum, width, j) => sum + Math.abs(Math.log(width / observed[j]!)), 0)
      const runs = observedWidths(observed)
      expect(leastError(runs, first, first, multiplier, multiplier, slope, slope, Infinity)).toBeCloseTo(error, 9)
    }),
    { numRuns: 1000 },
  )
})

it('observed widths lie between their neighbouring line widths, however large', () => {
  const { logs, below, above, ends } = observedWidths([20, 20, 24, 32_768, 40_000, 40_004])
  expect([...ends]).toEqual([2, 3, 4, 5, 6])
  const near = (widths: number[]) => widths.map((width) => expect.closeTo(Math.log(width), 12) as number)
  expect([...logs]).toEqual(near([20, 24, 32_768, 40_000, 40_004]))
  expect([...below]).toEqual(near([16, 24, 32_768, 40_000, 40_000]))
  expect([...above]).toEqual(near([24, 24, 32_768, 40_000, 40_008]))
  // No width lies below the quantum.
  expect([...observedWidths([4]).below]).toEqual(near([8]))
})
