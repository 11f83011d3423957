import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsText, boundText, limitsText } from './boundText.ts'
import {
  asBounds,
  bothCountLimits,
  bothLimits,
  boundList,
  boundsSchema,
  within,
  withinBounds,
  type Bound,
  type Limits,
} from './bounds.ts'

const paper = { offset: 3e6, perGigaFlops: 5.5e6, exponent: 1 }

describe('limits', () => {
  it('include both ends', () => {
    expect([1, 2, 3, 4].map((value) => within(value, { min: 2, max: 3 }))).toEqual([false, true, true, false])
    expect([within(-1e9, { max: 3 }), within(1e9, { min: 3 }), within(0, {})]).toEqual([true, true, true])
  })
  it("that depend on FLOPs are evaluated at the network's", () => {
    const at = (value: number, flops: number) => withinBounds(value, { max: paper }, flops)
    expect([at(5.75e6, 0.5e9), at(5.76e6, 0.5e9), at(8.5e6, 1e9), at(3e6, 0)]).toEqual([true, false, true, true])
    const root = { min: { offset: 1, perGigaFlops: 2, exponent: 0.5 } }
    expect([4.9, 5].map((value) => withinBounds(value, root, 4e9))).toEqual([false, true])
  })
  it('must all hold if several are given', () => {
    const limits = { min: [1, 3], max: [9, { offset: 0, perGigaFlops: 4, exponent: 1 }] }
    const holds = [2, 3, 8, 9].map((value) => withinBounds(value, limits, 2e9))
    expect([...holds, withinBounds(10, limits, 3e9)]).toEqual([false, true, true, false, false])
  })
  it('of one end convert to a list and back', () => {
    expect([undefined, 3, paper, [3, paper]].map((bounds) => asBounds(boundList(bounds)))).toEqual([
      undefined,
      3,
      paper,
      [3, paper],
    ])
  })
  it.each([[[]], ['3'], [{ offset: 1 }], [{ perGigaFlops: 1, more: 1 }], [[3, '4']]])('refuse %j', (bounds) => {
    expect(boundsSchema.safeParse(bounds).success).toBe(false)
  })
  it('of a function default to no offset and a linear term', () => {
    expect(boundsSchema.parse({ perGigaFlops: 1 })).toEqual({ offset: 0, perGigaFlops: 1, exponent: 1 })
  })
})

const ends = fc.record(
  { min: fc.integer({ min: 0, max: 8 }), max: fc.integer({ min: 0, max: 8 }) },
  { requiredKeys: [] },
)
const bound: fc.Arbitrary<Bound> = fc.oneof(
  fc.integer({ min: -2, max: 8 }),
  fc.record({
    offset: fc.integer({ min: -2, max: 8 }),
    perGigaFlops: fc.integer({ min: -2, max: 3 }),
    exponent: fc.constantFrom(1, 0.5, 2),
  }),
)
const countLimits: fc.Arbitrary<Limits<Bound | Bound[]>> = fc.record(
  {
    min: fc.oneof(bound, fc.array(bound, { minLength: 1, maxLength: 3 })),
    max: fc.oneof(bound, fc.array(bound, { minLength: 1, maxLength: 3 })),
  },
  { requiredKeys: [] },
)
const numbers = Array.from({ length: 19 }, (_, i) => i / 2)

describe('both of two limits', () => {
  it('holds exactly what each holds', () => {
    fc.assert(
      fc.property(ends, ends, (a, b) => {
        const both = bothLimits(a, b)
        for (const value of numbers)
          expect(both !== undefined && within(value, both)).toBe(within(value, a) && within(value, b))
      }),
      { numRuns: 500 },
    )
  })
  it('leaves open an end that neither has', () => {
    expect(bothLimits({}, {})).toEqual({})
    expect(bothLimits({ min: 1 }, { min: 2 })).toEqual({ min: 2 })
    expect(bothLimits({ max: 1 }, {})).toEqual({ max: 1 })
    expect(bothLimits({ min: 2 }, { max: 2 })).toEqual({ min: 2, max: 2 })
  })
  it('of a count hold exactly what each holds, at all FLOPs', () => {
    fc.assert(
      fc.property(countLimits, countLimits, (a, b) => {
        const both = bothCountLimits(a, b)
        for (const value of [1, 2, 3, 5, 8, 13])
          for (const flops of [0, 0.2e9, 1e9, 3e9]) {
            const each = withinBounds(value, a, flops) && withinBounds(value, b, flops)
            expect(both !== undefined && withinBounds(value, both, flops)).toBe(each)
          }
      }),
      { numRuns: 2000 },
    )
  })
  it('of a count keep no redundant limit', () => {
    expect(bothCountLimits({ max: 5 }, { max: [4, 6] })).toEqual({ max: 4 })
    expect(bothCountLimits({ min: 5 }, { min: [4, 6] })).toEqual({ min: 6 })
    expect(bothCountLimits({ max: 3e6 }, { max: paper })).toEqual({ max: 3e6 })
    expect(bothCountLimits({ max: 4e6 }, { max: paper })).toEqual({ max: [4e6, paper] })
    expect(bothCountLimits({ max: paper }, { max: { ...paper } })).toEqual({ max: paper })
    expect(bothCountLimits({}, {})).toEqual({})
  })
  it('of a count keep the first of equivalent limits', () => {
    const constant = { offset: 5, perGigaFlops: 0, exponent: 1 }
    expect(bothCountLimits({ max: 5 }, { max: constant })).toEqual({ max: 5 })
    expect(bothCountLimits({ max: constant }, { max: 5 })).toEqual({ max: constant })
    expect(bothCountLimits({ min: 5 }, { min: [constant, 5] })).toEqual({ min: 5 })
  })
  it('of a count are undefined if one excludes the other, or every count', () => {
    expect(bothCountLimits({ min: 5 }, { max: 4 })).toBeUndefined()
    expect(bothCountLimits({ max: 0.5 }, {})).toBeUndefined()
    expect(bothCountLimits({ min: 5 }, { max: 5 })).toEqual({ min: 5, max: 5 })
    expect(bothCountLimits({ min: paper }, { max: 2e6 })).toBeUndefined()
  })
})

describe('limits as text', () => {
  const f = (offset: number, perGigaFlops: number, exponent = 1) => ({ offset, perGigaFlops, exponent })
  it.each<[string, () => string]>([
    ['8', () => boundText(8)],
    ['9990 F', () => boundText(9994, 'F')],
    ['10.0 kF', () => boundText(9995, 'F')],
    ['−10.0 k', () => boundText(-9995)],
    ['10.0 k', () => boundText(10_000)],
    ['3.00 M + 5.50 M F/GF', () => boundText(paper)],
    ['3.00 M − 5.50 M F/GF', () => boundText(f(3e6, -5.5e6))],
    ['5.50 M F/GF', () => boundText(f(0, 5.5e6))],
    ['−5.50 M F/GF', () => boundText(f(0, -5.5e6))],
    ['1 + 2 (F/GF)^0.5', () => boundText(f(1, 2, 0.5))],
    ['0 F/GF', () => boundText(f(0, 0))],
    ['1 + 0 F/GF', () => boundText(f(1, 0))],
    ['min(4.00 M, 3.00 M + 5.50 M F/GF)', () => boundsText([4e6, paper], 'max')],
    ['max(4.00 M, 3.00 M + 5.50 M F/GF)', () => boundsText([4e6, paper], 'min')],
    ['4.00 M', () => boundsText([4e6], 'min')],
    ['g', () => limitsText('g', {})],
    ['g ≥ 8', () => limitsText('g', { min: 8 })],
    ['g ≤ 16', () => limitsText('g', { max: 16 })],
    ['g = 8', () => limitsText('g', { min: 8, max: 8 })],
    ['8 ≤ g ≤ 16', () => limitsText('g', { min: 8, max: 16 })],
  ])('%s', (text, write) => expect(write()).toBe(text))
})
