import { describe, expect, it } from 'vitest'
import { isSimpler, simplicityOf } from './simplicity.ts'

const size = (log10: number, degreesOfFreedom: number, margin = 0) => ({
  ...{ log10, low: log10 - margin, high: log10 + margin },
  ...{ exact: margin === 0, draws: margin === 0 ? 0 : 200, degreesOfFreedom },
})

describe('simplicityOf', () => {
  it.each([
    [size(8, 16), size(7, 13), 'smaller', 'fewer', true],
    [size(7, 10), size(8, 6), 'larger', 'fewer', true],
    [size(8, 6), size(7, 7), 'smaller', 'more', true],
    [size(8, 6), size(8, 6), 'same', 'same', false],
    [size(8, 6, 0.2), size(7.9, 6), 'unclear', 'same', false],
    [size(7, 6), size(8, 6), 'larger', 'same', false],
  ] as const)('from %o to %o is %s with %s degrees of freedom', (before, after, change, freedom, simpler) => {
    const found = simplicityOf(before, after)
    expect(found).toEqual({ size: change, freedom })
    expect(isSimpler(found)).toBe(simpler)
  })
})
