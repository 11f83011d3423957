import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mcNemarP, pairedShareRange } from './pairedShareRange.ts'

// Computed in Python from the definitions: Wilson's ranges, their correlation, and binomial tails in exact fractions.
// The first is the example of Newcombe's table II, which prints 0.0562 to 0.3292.
const known = [
  [20, 12, 2, 16, 0.2, 0.05615642484174829, 0.32920699540014053, 0.012939453125],
  [43, 0, 1, 0, -0.022727272727272728, -0.1180770969821329, 0.05971800835089889, 1],
  [14, 5, 0, 1, 0.25, 0.02029889382980915, 0.4687162687850196, 0.0625],
  [0, 9, 3, 30, 0.14285714285714285, -0.021084975304959952, 0.3016665883214482, 0.14599609375],
  [120, 61, 33, 786, 0.028, 0.008969265106471776, 0.04728418131087686, 0.005078435812829811],
  [1, 0, 0, 49, 0, -0.07821980734083547, 0.07821980734083547, 1],
] as const
const count = fc.nat(60)
const counts = fc.record({ both: count, onlyFirst: count, onlySecond: count, neither: count })

describe('The difference of paired shares', () => {
  it.each(known)('%i, %i, %i, %i: as computed independently', (both, onlyFirst, onlySecond, neither, ...expected) => {
    const [value, low, high, p] = expected
    const found = pairedShareRange({ both, onlyFirst, onlySecond, neither })
    expect(found.value).toBeCloseTo(value, 14)
    expect(found.low).toBeCloseTo(low, 12)
    expect(found.high).toBeCloseTo(high, 12)
    expect(mcNemarP({ onlyFirst, onlySecond })).toBeCloseTo(p, 13)
  })

  it('lies in its range, which changes sign with the order of the judges', () => {
    fc.assert(
      fc.property(counts, (one) => {
        const found = pairedShareRange(one)
        expect(found.low).toBeLessThanOrEqual(found.value)
        expect(found.high).toBeGreaterThanOrEqual(found.value)
        const turned = { ...one, onlyFirst: one.onlySecond, onlySecond: one.onlyFirst }
        const back = pairedShareRange(turned)
        expect(back.value).toBeCloseTo(-found.value, 12)
        expect(back.low).toBeCloseTo(-found.high, 12)
        expect(back.high).toBeCloseTo(-found.low, 12)
        expect(mcNemarP(turned)).toBeCloseTo(mcNemarP(one), 12)
      }),
    )
  })

  it('is unknown without trials, and never by the number of trials on which both agree alone', () => {
    expect(pairedShareRange({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 })).toEqual({
      value: 0,
      low: -1,
      high: 1,
    })
    expect(mcNemarP({ onlyFirst: 0, onlySecond: 0 })).toBe(1)
    expect(mcNemarP({ onlyFirst: 4, onlySecond: 4 })).toBe(1)
  })

  it('has a range that covers the truth in about 95 % of samples of 30', () => {
    const [n, shares] = [30, [0.15, 0.2, 0.1, 0.55]] as const
    const truth = shares[1] - shares[2]
    const logs = Array.from({ length: n + 1 }, () => 0)
    for (let i = 2; i <= n; i++) logs[i] = logs[i - 1]! + Math.log(i)
    let covered = 0
    for (let a = 0; a <= n; a++)
      for (let b = 0; a + b <= n; b++)
        for (let c = 0; a + b + c <= n; c++) {
          const cells = [a, b, c, n - a - b - c]
          const log = cells.reduce((sum, k, i) => sum + k * Math.log(shares[i]!) - logs[k]!, logs[n]!)
          const { low, high } = pairedShareRange({ both: a, onlyFirst: b, onlySecond: c, neither: cells[3]! })
          if (low <= truth && truth <= high) covered += Math.exp(log)
        }
    expect(covered).toBeGreaterThan(0.94)
    expect(covered).toBeLessThan(0.98)
  })
})
