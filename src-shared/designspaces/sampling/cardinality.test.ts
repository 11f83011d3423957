import { describe, expect, it } from 'vitest'
import { cardinality } from './cardinality.ts'
import { parseDesignSpace } from '../parse.ts'
import { presets, type PresetId } from '../presets.ts'

/** Binomial coefficient n over k. */
const choose = (n: bigint, k: bigint): bigint => (k === 0n ? 1n : (choose(n - 1n, k - 1n) * n) / k)

describe('cardinality', () => {
  it.each<[PresetId, number, bigint]>([
    ['AnyNetX_A', 16, (16n * 128n * 3n * 6n) ** 4n],
    ['AnyNetX_B', 13, (16n * 128n * 6n) ** 4n * 3n],
    ['AnyNetX_C', 10, (16n * 128n) ** 4n * 18n],
    ['AnyNetX_D', 10, 16n ** 4n * choose(131n, 4n) * 18n],
    ['AnyNetX_E', 10, choose(19n, 4n) * choose(131n, 4n) * 18n],
    ['RegNetX', 6, 63n * 31n * 2550n * 1501n * 18n],
    ['RegNetY', 6, 63n * 31n * 2550n * 1501n * 18n],
  ])('of %s is exact, with %d degrees of freedom', (id, degreesOfFreedom, combinations) => {
    expect(cardinality(presets[id])).toEqual({
      combinations,
      degreesOfFreedom,
      log10: expect.closeTo(Math.log10(Number(combinations)), 10) as number,
      notCounted: [],
    })
  })
  // Table 1 ignores ties in D and E, and its count for RegNetX is an approximation.
  it.each<[PresetId, number]>([
    ['AnyNetX_A', 1.8e18],
    ['AnyNetX_B', 6.8e16],
    ['AnyNetX_C', 3.2e14],
  ])("of %s matches the paper's count to its two digits", (id, count) => {
    const ratio = Number(cardinality(presets[id]).combinations) / count
    expect(ratio).toBeGreaterThan(0.97)
    expect(ratio).toBeLessThan(1.03)
  })
  it('counts strict and shared orders, fixed values and limits', () => {
    const law = { law: 'uniform', low: 1, high: 4, quantum: 1 }
    const one = { law: 'choice', values: [1] }
    const space = parseDesignSpace({
      id: 'small',
      name: 'small',
      strides: [2, 2, 2],
      parameters: { kind: 'anyNet', depth: law, width: law, bottleneckRatio: one, groupWidth: one },
      constraints: [
        { id: 'depthOrder', order: 'decreasing' },
        { id: 'widthOrder', order: 'constant' },
        { id: 'widthRange', max: 3 },
        { id: 'parameters', max: 1e6 },
      ],
    })
    const expected = { combinations: choose(4n, 3n) * 3n, degreesOfFreedom: 4, notCounted: ['parameters'] }
    expect(cardinality(space)).toMatchObject(expected)
  })
  it('loses one degree of freedom to w_0 = w_a and counts the values both can take', () => {
    const space = parseDesignSpace({ ...presets.RegNetX, constraints: [{ id: 'initialWidthEqualsSlope' }] })
    expect(cardinality(space)).toMatchObject({ degreesOfFreedom: 5, combinations: 63n * 31n * 1501n * 18n })
  })
  it('ignores sizes without effect in the block', () => {
    expect(cardinality({ ...presets.AnyNetX_A, block: 'v' })).toMatchObject({
      degreesOfFreedom: 8,
      combinations: (16n * 128n) ** 4n,
    })
    expect(cardinality({ ...presets.AnyNetX_A, block: 'r' }).degreesOfFreedom).toBe(12)
  })
})
