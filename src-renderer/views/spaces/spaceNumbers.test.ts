import { describe, expect, it } from 'vitest'
import { stepChange } from './spaceNumbers.ts'

const errors = Array.from({ length: 48 }, (_, i) => 30 + (i % 12))

describe('stepChange', () => {
  it('is a gain if every error falls by far', () => {
    const step = stepChange(
      errors.map((error) => error - 6),
      errors,
    )!
    expect(step.meanDifference.value).toBeCloseTo(-6)
    expect(step.beats.low).toBeGreaterThan(0.5)
    expect(step.isGain).toBe(true)
  })
  it('is no gain between equal populations', () => {
    expect(stepChange(errors, errors)).toMatchObject({
      beats: { value: 0.5 },
      meanDifference: { value: 0 },
      isGain: false,
    })
  })
  it('is no gain with fewer runs than a verdict requires', () => {
    expect(stepChange([1, 2, 3], [70, 80, 90])!.isGain).toBe(false)
  })
  it('is undefined without runs', () => expect(stepChange([], errors)).toBeUndefined())
})
