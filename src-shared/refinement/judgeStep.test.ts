import { describe, expect, it } from 'vitest'
import { judgeStep, type MeasuredPopulation } from './judgeStep.ts'
import { smallRegime, smallSpace, syntheticRuns } from './testing/syntheticRuns.ts'

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
  it('tells an equal space from one that too few networks describe', () => {
    const equal = judged(population('AnyNetX_A', 30, 120, 1), population('AnyNetX_B', 30, 120, 2))
    expect(equal.verdict).toBe('equal')
    expect(equal.comparison.beats.low).toBeGreaterThan(0.36)
    expect(equal.comparison.beats.high).toBeLessThan(0.64)
    const few = judged(population('AnyNetX_A', 30, 10, 1), population('AnyNetX_B', 30, 10, 2))
    expect(few.verdict).toBe('undecided')
    expect(few.comparison.needed!.perSpace).toBeGreaterThan(10)
    expect(judged(population('AnyNetX_A', 30, 5, 1), population('AnyNetX_B', 60, 5, 2)).verdict).toBe('undecided')
  })
  it('says what the step made simpler', () => {
    const step = judged(population('AnyNetX_A', 30, 20, 1), population('AnyNetX_B', 30, 20, 2))
    expect(step).toMatchObject({
      simplicity: { size: 'smaller', freedom: 'fewer' },
      refinement: { added: [{ id: 'sharedBottleneckRatio' }] },
    })
    expect([step.size.before.degreesOfFreedom, step.size.after.degreesOfFreedom]).toEqual([16, 13])
    // Three ratios in four stages become three.
    expect(step.size.before.log10 - step.size.after.log10).toBeCloseTo(Math.log10(27), 10)
    expect(judged(population('AnyNetX_B', 30, 20, 1), population('AnyNetX_A', 30, 20, 2)).simplicity).toEqual({
      size: 'larger',
      freedom: 'more',
    })
  })
})
