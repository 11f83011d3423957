import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { referenceData } from '#shared/testing/referenceData.ts'
import { compatibleSizes, compatibleSizesForRatio, requireBuildableRatio } from './compatibility.ts'
import { regNetStages, regNetWidths } from './regNet.ts'

interface Adjusted {
  ws: number[]
  bs: number[]
  gs: number[]
}
interface Generated {
  wa: number
  w0: number
  wm: number
  d: number
  g: number
  b: number
  ws_cont: number[]
  ws_all: number[]
  ws: number[]
  ds: number[]
  num_stages: number
  total_stages: number
  adj: Adjusted
}
const reference = referenceData<{ records: Generated[]; adjust_only: (Adjusted & { adj: Adjusted })[] }>(
  'regnet_params.json',
)

describe.skipIf(!reference)('RegNet generation against reference draws', () => {
  it('reproduces every draw exactly: widths, stages, compatibility', () => {
    for (const r of reference!.records) {
      const line = { depth: r.d, initialWidth: r.w0, widthSlope: r.wa, widthMultiplier: r.wm }
      const widths = regNetWidths(line)
      expect(widths).toEqual({
        continuous: r.ws_cont,
        quantized: r.ws_all,
        stages: r.ws.map((width, i) => ({ width, depth: r.ds[i] })),
        exponents: r.total_stages,
      })
      const stages = regNetStages({ ...line, bottleneckRatio: 1 / r.b, groupWidth: r.g })
      expect(stages.map((s) => [s.width, s.groupWidth])).toEqual(r.adj.ws.map((w, i) => [w, r.adj.gs[i]]))
    }
  })
  it('reproduces every compatibility case exactly, by multiplier and by ratio', () => {
    for (const { ws, bs, gs, adj } of reference!.adjust_only) {
      const expected = adj.ws.map((width, i) => ({ width, groupWidth: adj.gs[i] }))
      expect(ws.map((w, i) => compatibleSizes(w, bs[i]!, gs[i]!))).toEqual(expected)
      expect(ws.map((w, i) => compatibleSizesForRatio(w, 1 / bs[i]!, gs[i]!))).toEqual(expected)
    }
  })
})

describe('regNetWidths', () => {
  it('reproduces the published widths of RegNetX-400MF, which rounding half up would miss', () => {
    const parameters = { depth: 22, initialWidth: 24, widthSlope: 24.48, widthMultiplier: 2.54 }
    const stages = regNetStages({ ...parameters, bottleneckRatio: 1, groupWidth: 16 })
    expect(stages.map((s) => s.width)).toEqual([32, 64, 160, 384])
    expect(stages.map((s) => s.depth)).toEqual([1, 2, 7, 12])
  })
  it.each([
    [{ initialWidth: 20 }, 'invalid initialWidth: 20 (a positive multiple of 8)'],
    [{ initialWidth: 0 }, 'invalid initialWidth: 0 (a positive multiple of 8)'],
    [{ initialWidth: -8 }, 'invalid initialWidth: -8 (a positive multiple of 8)'],
    [{ widthMultiplier: 1 }, 'invalid widthMultiplier: 1 (above 1)'],
    [{ widthSlope: -1 }, 'invalid widthSlope: -1 (at least 0)'],
  ])('refuses %j', (wrong, message) => {
    const line = { depth: 4, initialWidth: 24, widthSlope: 24, widthMultiplier: 2 }
    expect(() => regNetWidths({ ...line, ...wrong })).toThrow(new RangeError(message))
  })
})

describe('compatibleSizesForRatio', () => {
  const ratio = fc.constantFrom(1, 2, 3, 4, 7, 1 / 2, 1 / 3, 1 / 4)
  it('yields whole groups, keeps compatible sizes and never drops below the ratio', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), ratio, fc.integer({ min: 1, max: 128 }), (width, b, g) => {
        const sizes = compatibleSizesForRatio(width, b, g)
        const inner = sizes.width / b
        expect(Math.abs(inner - Math.round(inner))).toBeLessThan(1e-9)
        expect(Math.round(inner) % sizes.groupWidth).toBe(0)
        expect(compatibleSizesForRatio(sizes.width, b, sizes.groupWidth)).toEqual(sizes)
      }),
    )
  })
  it('accepts integer ratios and decimal inverses of integers', () => {
    for (const b of [1, 2, 7, 0.5, 1 / 3, 0.333333]) expect(() => requireBuildableRatio(b)).not.toThrow()
  })
  it('refuses other ratios', () => {
    expect(() => compatibleSizesForRatio(8, 0.4, 8)).toThrow('invalid bottleneckRatio: 0.4')
    for (const b of [1.5, 0.4, 0, -1])
      expect(() => requireBuildableRatio(b)).toThrow('a whole number or one over a whole number')
    expect(() => compatibleSizes(8, 1.5, 8)).toThrow('invalid bottleneckMultiplier: 1.5')
  })
})
