import { describe, expect, it } from 'vitest'
import { roundedRange } from './draggedRange.ts'

describe('roundedRange', () => {
  it('moves whole numbers inwards', () => {
    expect(roundedRange('totalDepth', { low: 9.92, high: 16.4 })).toEqual({ low: 10, high: 16 })
  })
  it('rounds other numbers to three digits', () => {
    expect(roundedRange('fitError', { low: -Infinity, high: 0.123456 })).toEqual({ high: 0.123 })
  })
})
