import { describe, expect, it } from 'vitest'
import { meanStep } from './spaceNumbers.ts'

const errors = Array.from({ length: 48 }, (_, i) => 30 + (i % 12))

describe('meanStep', () => {
  it('is a gain where every error falls by far', () => {
    const step = meanStep(
      errors.map((error) => error - 6),
      errors,
    )!
    expect(step.value).toBeCloseTo(-6)
    expect(step.isGain).toBe(true)
  })
  it('is none between equal populations', () => {
    expect(meanStep(errors, errors)).toMatchObject({ value: 0, isGain: false })
  })
  it('tells the same of many runs, where nothing is drawn, as of fewer', () => {
    const many = Array.from({ length: 499 }, (_, i) => 30 + ((7 * i) % 12))
    const better = many.map((error) => error - 0.3)
    const drawn = meanStep(better, many)!
    const told = meanStep([...better, better[0]!], [...many, many[0]!])!
    for (const key of ['value', 'low', 'high'] as const) expect(told[key]).toBeCloseTo(drawn[key], 1)
    expect(Math.abs(told.probabilityNewBetter - drawn.probabilityNewBetter)).toBeLessThan(0.04)
  })
  it('is not known without runs', () => expect(meanStep([], errors)).toBeUndefined())
})
