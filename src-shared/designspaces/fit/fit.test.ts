import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { regNetWidths, type RegNetLine } from '#shared/networks/regNet.ts'
import { decidingMultipliers, exhaustiveFitError, steppedMultipliers } from '#shared/testing/exhaustiveFit.ts'
import { networksToFit, shallowNetworks } from '#shared/testing/fittedNetworks.ts'
import { blockWidths, fitQuantizedLinear, isInFittedRange } from './fit.ts'

/** e_fit of a line, by generating it. */
function errorOf(line: RegNetLine, widths: readonly number[]): number {
  const predicted = regNetWidths(line).quantized
  return widths.reduce((sum, w, j) => sum + Math.abs(Math.log(predicted[j]! / w)), 0) / widths.length
}

const widths = fc.array(fc.integer({ min: 1, max: 1100 }), { minLength: 1, maxLength: 12 })
const line = fc.record({
  depth: fc.integer({ min: 1, max: 40 }),
  initialWidth: fc.integer({ min: 1, max: 31 }).map((i) => i * 8),
  widthSlope: fc.double({ min: 0, max: 256, maxExcluded: true, noNaN: true }),
  widthMultiplier: fc.double({ min: 1.5, max: 3, noNaN: true }),
})

describe('fitQuantizedLinear', () => {
  it('finds a line of no error for widths that any line of the range generated', () => {
    fc.assert(
      fc.property(line, (l) => {
        expect(fitQuantizedLinear(regNetWidths(l).quantized).fitError).toBeLessThan(1e-9)
      }),
      { numRuns: 300 },
    )
  })
  it.each<[string, RegNetLine]>([
    ['of a slope that few w_m share', { depth: 13, initialWidth: 16, widthSlope: 8.2, widthMultiplier: 1.936 }],
    ['at a w_m where widths are ties', { depth: 20, initialWidth: 8, widthSlope: 3, widthMultiplier: 2.5 }],
    [
      'at which three roundings are ties at once',
      { depth: 24, initialWidth: 16, widthSlope: 2, widthMultiplier: 2.25 },
    ],
    ['at the least w_m, whose ties no other has', { depth: 9, initialWidth: 24, widthSlope: 5, widthMultiplier: 1.5 }],
    ['at the largest w_m', { depth: 9, initialWidth: 24, widthSlope: 200, widthMultiplier: 3 }],
  ])('finds a line %s', (_, l) => {
    expect(fitQuantizedLinear(regNetWidths(l).quantized).fitError).toBe(0)
  })
  it('returns a line of the range that has the error it says, no worse than other lines', () => {
    fc.assert(
      fc.property(widths, line, (observed, other) => {
        const fit = fitQuantizedLinear(observed)
        expect(isInFittedRange(fit)).toBe(true)
        expect(fit.depth).toBe(observed.length)
        expect(errorOf(fit, observed)).toBeCloseTo(fit.fitError, 12)
        expect(errorOf({ ...other, depth: observed.length }, observed)).toBeGreaterThanOrEqual(fit.fitError - 1e-9)
      }),
      { numRuns: 60 },
    )
  })
  it('is the minimum over every line of the range, by going through all that differ', () => {
    for (const observed of shallowNetworks(3, 1))
      expect(fitQuantizedLinear(observed).fitError).toBeCloseTo(
        exhaustiveFitError(observed, decidingMultipliers(observed.length)),
        9,
      )
  })
  it('is no worse than any line of steps of w_m, nor than the line that generated a network', () => {
    const multipliers = steppedMultipliers(0.05)
    for (const { widths: observed, line: own } of networksToFit(90, 1)) {
      const { fitError } = fitQuantizedLinear(observed)
      expect(fitError).toBeLessThanOrEqual(exhaustiveFitError(observed, multipliers) + 1e-9)
      if (own) expect(fitError).toBeLessThanOrEqual(errorOf(own, observed) + 1e-9)
    }
  })
  it('gives a line in few decimals where many have the error', () => {
    const { widthSlope, widthMultiplier } = fitQuantizedLinear([24, 24, 56, 56, 152, 152, 152, 368, 368, 368])
    for (const value of [widthSlope, widthMultiplier]) expect(value).toBe(Number(value.toFixed(3)))
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
