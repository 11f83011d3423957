import { describe, expect, it } from 'vitest'
import { equalWithin } from './decision.ts'
import { judgeStep, stepVerdict, type MeasuredPopulation, type StepCompared } from './judgeStep.ts'
import { smallRegime, smallSpace, syntheticRuns } from '../testing/syntheticRuns.ts'

type Preset = Parameters<typeof smallSpace>[0]
const population = (id: Preset, mean: number, count = 60, seed = mean): MeasuredPopulation => {
  const space = smallSpace(id)
  return { space, runs: syntheticRuns(space, count, seed, () => mean, 2) }
}
const judged = (old: MeasuredPopulation, refined: MeasuredPopulation) =>
  judgeStep(old, refined, smallRegime, { resamples: 500 })

describe('judgeStep', () => {
  it.each([
    [30, 33, 'better'],
    [33, 30, 'worse'],
  ])('with mean errors of %d after %d is %s', (after, before, verdict) => {
    expect(judged(population('AnyNetX_C', before), population('AnyNetX_D', after)).verdict).toBe(verdict)
  })
  it('distinguishes an equal space from one with too few networks', () => {
    const equal = judged(population('AnyNetX_A', 30, 120, 1), population('AnyNetX_B', 30, 120, 2))
    expect(equal.verdict).toBe('equal')
    expect(equal.comparison.beats.low).toBeGreaterThan(0.36)
    expect(equal.comparison.beats.high).toBeLessThan(0.64)
    const few = judged(population('AnyNetX_A', 30, 10, 1), population('AnyNetX_B', 30, 10, 2))
    expect(few.verdict).toBe('undecided')
    expect(few.comparison.needed!.perSpace).toBeGreaterThan(10)
    expect(judged(population('AnyNetX_A', 30, 5, 1), population('AnyNetX_B', 60, 5, 2)).verdict).toBe('undecided')
  })
  it('reports what the step simplified', () => {
    const step = judged(population('AnyNetX_A', 30, 20, 1), population('AnyNetX_B', 30, 20, 2))
    expect(step).toMatchObject({
      simplicity: { size: 'smaller', freedom: 'fewer' },
      refinement: { added: [{ id: 'sharedBottleneckRatio' }] },
    })
    expect([step.size.before.degreesOfFreedom, step.size.after.degreesOfFreedom]).toEqual([16, 13])
    // Three ratios in each of four stages become three in all.
    expect(step.size.before.log10 - step.size.after.log10).toBeCloseTo(Math.log10(27), 10)
    expect(judged(population('AnyNetX_B', 30, 20, 1), population('AnyNetX_A', 30, 20, 2)).simplicity).toEqual({
      size: 'larger',
      freedom: 'more',
    })
  })
})

describe('the verdict on a step', () => {
  const compared = (low: number, high: number, n = 8, other = n): StepCompared => ({
    ...{ verdict: 'undecided', beats: { value: 0.5, low, high } },
    ...{ newer: { n }, older: { n: other } },
  })
  it('is equal if the range lies within the margin around one half, given enough networks', () => {
    const [low, high] = [0.5 - equalWithin, 0.5 + equalWithin]
    expect(stepVerdict(compared(low, high))).toBe('equal')
    expect(stepVerdict(compared(low - 1e-6, high))).toBe('undecided')
    expect(stepVerdict(compared(low, high + 1e-6))).toBe('undecided')
    expect([stepVerdict(compared(low, high, 7, 90)), stepVerdict(compared(low, high, 90, 7))]).toEqual([
      'undecided',
      'undecided',
    ])
  })
  it('follows the comparison if that is decided', () => {
    for (const verdict of ['better', 'worse'] as const)
      expect(stepVerdict({ ...compared(0.5, 0.5), verdict })).toBe(verdict)
  })
})
