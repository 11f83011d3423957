import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { meanOf } from '#shared/statistics/summary.ts'
import { improvementSplit } from './improvementSplit.ts'
import type { MeasuredRun } from '../evidence/measuredRun.ts'
import { smallSpace, syntheticRuns } from '../testing/syntheticRuns.ts'

const [{ network, draw }] = syntheticRuns(smallSpace('AnyNetX_A'), 1, 1, () => 30) as [MeasuredRun]
const random = stream(4, 'dataset')
/** Runs with parameter counts uniform over [low, high) thousands and the errors of `errorOf` plus noise. */
function runs(count: number, low: number, high: number, errorOf: (parameters: number) => number): MeasuredRun[] {
  return Array.from({ length: count }, () => {
    const parameters = 1000 * (low + (high - low) * random.uniform())
    const errorPercent = errorOf(parameters / 1000) + 0.2 * random.normal()
    return { network, draw, complexity: { flops: 1e6, parameters, activations: 1e4 }, errorPercent }
  })
}
const total = (a: readonly MeasuredRun[], b: readonly MeasuredRun[]) =>
  meanOf(a.map((run) => run.errorPercent)) - meanOf(b.map((run) => run.errorPercent))

describe('improvementSplit', () => {
  const old = runs(300, 20, 60, (parameters) => 50 - 0.2 * parameters)
  it('attributes the gain of larger networks of equal quality to complexity', () => {
    const larger = runs(300, 40, 60, (parameters) => 50 - 0.2 * parameters)
    const { total, complexity, quality, covered } = improvementSplit(larger, old, 'parameters')!
    expect(total.value).toBeLessThan(-1.5)
    expect(Math.abs(complexity.value - total.value)).toBeLessThan(0.2)
    expect(quality.low).toBeLessThan(0)
    expect(quality.high).toBeGreaterThan(0)
    expect(covered).toBeCloseTo(1, 10)
  })
  it('attributes the gain of better networks of equal size to quality', () => {
    const better = runs(300, 20, 60, (parameters) => 48 - 0.2 * parameters)
    const { complexity, quality } = improvementSplit(better, old, 'parameters')!
    expect(Math.abs(quality.value + 2)).toBeLessThan(0.2)
    expect(quality.high).toBeLessThan(-1.5)
    expect(Math.abs(complexity.value)).toBeLessThan(0.4)
  })
  it('reveals quality that complexity hides', () => {
    const smaller = runs(300, 20, 40, (parameters) => 48 - 0.2 * parameters)
    const { total, quality } = improvementSplit(smaller, old, 'parameters')!
    expect(Math.abs(total.value)).toBeLessThan(0.5)
    expect(quality.high).toBeLessThan(-1)
  })
  it('sums to the total for any populations', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 99 })), {
      minLength: 1,
      maxLength: 30,
    })
    const measured = (pairs: [number, number][]): MeasuredRun[] =>
      pairs.map(([flops, errorPercent]) => ({
        network,
        draw,
        complexity: { flops, parameters: 1, activations: 1 },
        errorPercent,
      }))
    fc.assert(
      fc.property(some, some, (a, b) => {
        const split = improvementSplit(measured(a), measured(b), 'flops', { resamples: 5 })
        if (!split) return
        expect(split.complexity.value + split.quality.value).toBeCloseTo(split.total.value, 10)
        expect(split.total.value).toBeCloseTo(total(measured(a), measured(b)), 10)
        expect(split.covered).toBeGreaterThanOrEqual(0.5)
      }),
    )
  })
  it('has no shift of complexity for a population against itself', () => {
    const { complexity, quality } = improvementSplit(old, old, 'parameters', { resamples: 50 })!
    expect([complexity.value, quality.value]).toEqual([
      expect.closeTo(0, 10) as number,
      expect.closeTo(0, 10) as number,
    ])
  })
  it('is null if sizes do not overlap or nothing was measured', () => {
    expect(
      improvementSplit(
        runs(30, 80, 90, () => 30),
        old,
        'parameters',
      ),
    ).toBeNull()
    expect(improvementSplit([], old, 'parameters')).toBeNull()
  })
})
