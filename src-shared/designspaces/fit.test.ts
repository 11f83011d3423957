import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { regNetWidths } from '#shared/networks/regNet.ts'
import { blockWidths, fitQuantizedLinear } from './fit.ts'

/** e_fit of a line, by generating it. */
function errorOf(line: Parameters<typeof regNetWidths>[0], widths: number[]): number {
  const predicted = regNetWidths(line).quantized
  return widths.reduce((sum, w, j) => sum + Math.abs(Math.log(predicted[j]! / w)), 0) / widths.length
}

const widths = fc.array(
  fc.integer({ min: 1, max: 128 }).map((i) => i * 8),
  { minLength: 1, maxLength: 24 },
)
const line = fc.record({
  depth: fc.integer({ min: 2, max: 24 }),
  initialWidth: fc.integer({ min: 1, max: 31 }).map((i) => i * 8),
  widthSlope: fc.integer({ min: 10, max: 2000 }).map((i) => i / 10),
  widthMultiplier: fc.integer({ min: 60, max: 120 }).map((i) => i / 40),
})

describe('fitQuantizedLinear', () => {
  it('finds a line of no error for widths that a line on its grid generated', () => {
    fc.assert(
      fc.property(line, (l) => {
        expect(fitQuantizedLinear(regNetWidths(l).quantized).fitError).toBeCloseTo(0, 9)
      }),
      { numRuns: 30 },
    )
  })
  it('returns a line that has the error it says, no better one among random lines', () => {
    fc.assert(
      fc.property(widths, line, (observed, other) => {
        const fit = fitQuantizedLinear(observed)
        expect(errorOf(fit, observed)).toBeCloseTo(fit.fitError, 9)
        expect(errorOf({ ...other, depth: observed.length }, observed)).toBeGreaterThanOrEqual(fit.fitError - 1e-9)
      }),
      { numRuns: 30 },
    )
  })
  it('keeps w_0 and w_a below 256 and w_m in [1.5, 3]', () => {
    const fit = fitQuantizedLinear([1024, 8, 1024, 8])
    expect(fit.initialWidth).toBeLessThan(256)
    expect(fit.widthSlope).toBeLessThan(256)
    expect(fit.widthMultiplier).toBeGreaterThanOrEqual(1.5)
    expect(fit.widthMultiplier).toBeLessThanOrEqual(3)
  })
  it('refuses no widths', () => expect(() => fitQuantizedLinear([])).toThrow('invalid widths: none'))
})

describe('blockWidths', () => {
  it('repeats each stage width by its depth', () => {
    const stage = { stride: 2, bottleneckRatio: 1, groupWidth: 8 }
    const stages = [
      { ...stage, depth: 1, width: 8 },
      { ...stage, depth: 3, width: 16 },
    ]
    expect(blockWidths({ stages })).toEqual([8, 16, 16, 16])
  })
})
