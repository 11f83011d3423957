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
  it('is not known without runs', () => expect(meanStep([], errors)).toBeUndefined())
})
