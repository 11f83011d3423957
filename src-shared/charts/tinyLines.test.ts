import { describe, expect, it } from 'vitest'
import { errorRange, tinyCurve, tinyEdf } from './tinyLines.ts'

const size = { width: 100, height: 43 }
const whole = { low: 0, high: 100 }

describe('a tiny EDF', () => {
  it('is drawn as exact steps to the right edge', () =>
    expect(tinyEdf({ errors: [25, 50] }, whole, size)).toBe('M0 41.5H25V21.5H50V1.5H100'))
  it('rises by the weights of errors', () =>
    expect(tinyEdf({ errors: [25, 50], weights: [0.25, 0.75] }, whole, size)).toBe('M0 41.5H25V31.5H50V1.5H100'))
  it('is empty for an empty population', () => expect(tinyEdf({ errors: [] }, whole, size)).toBe(''))
  it('spans its range, beyond which errors lie at the edge', () =>
    expect(tinyEdf({ errors: [10, 30, 90, 95] }, { low: 20, high: 40 }, size)).toBe(
      'M0 41.5H0V31.5H50V21.5H100V11.5H100V1.5H100',
    ))
  it('is drawn over a range of one value', () =>
    expect(tinyEdf({ errors: [30] }, { low: 30, high: 30 }, size)).toBe('M0 41.5H0V1.5H100'))
})

describe('a tiny curve', () => {
  it('is drawn from edge to edge, its range from bottom to top', () => {
    expect(tinyCurve([100, 50, 0], whole, size)).toBe('M0 1.5L50 21.5L100 41.5')
    expect(tinyCurve([30, 20], { low: 20, high: 60 }, size)).toBe('M0 31.5L100 41.5')
  })
  it('stays inside its box', () => expect(tinyCurve([-9, 999], whole, size)).toBe('M0 41.5L100 1.5'))
  it('passes over values that are not finite, each other one in its place', () =>
    expect(tinyCurve([NaN, 50, Infinity, 100, 0], whole, size)).toBe('M25 21.5L75 1.5L100 41.5'))
  it('is a start of one value, and is nothing without one', () => {
    expect(tinyCurve([100], { low: 100, high: 100 }, size)).toBe('M0 41.5')
    expect(tinyCurve([], whole, size)).toBe('')
  })
})

describe('the range of tiny EDFs', () => {
  it('is common to all populations, with a twentieth on either side', () =>
    expect(errorRange([{ errors: [20, 30] }, { errors: [] }, { errors: [40] }])).toEqual({ low: 19, high: 41 }))
  it('is some width around equal errors', () =>
    expect(errorRange([{ errors: [20, 20] }])).toEqual({ low: 19.9, high: 20.1 }))
  it('is every error without any', () => expect(errorRange([{ errors: [] }])).toEqual(whole))
})
