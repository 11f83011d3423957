import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { learningRate, scheduleSchema, type RateSettings } from './schedule.ts'

const settings = (schedule: object, given: Partial<RateSettings> = {}): RateSettings => ({
  ...{ epochs: 10, baseLearningRate: 0.8, warmupEpochs: 0, warmupFactor: 0.1 },
  schedule: scheduleSchema.parse(schedule),
  ...given,
})

const kinds = [
  { kind: 'cosine' },
  { kind: 'linear' },
  { kind: 'exponential' },
  { kind: 'step', milestones: [3, 5.5] },
] as const

describe('learningRate', () => {
  it.each(kinds)('starts at the base rate and never rises: %j', (schedule) => {
    const given = settings({ ...schedule, per: 'step' })
    const rates = Array.from({ length: 100 }, (_, i) => learningRate(given, Math.floor(i / 10), (i % 10) / 10))
    expect(rates[0]).toBe(0.8)
    rates.forEach((rate, i) => expect(rate).toBeLessThanOrEqual(rates[i - 1] ?? Infinity))
    expect(rates.at(-1)).toBeGreaterThan(0)
  })
  it.each(kinds)('is constant within an epoch unless it changes per step: %j', (schedule) => {
    expect(learningRate(settings(schedule), 4, 0.9)).toBe(learningRate(settings(schedule), 4, 0))
  })
  it('rises linearly over a fractional warm-up', () => {
    const given = settings({ kind: 'step', per: 'step', milestones: [9] }, { warmupEpochs: 0.5 })
    expect([0, 0.25, 0.5].map((share) => learningRate(given, 0, share))).toEqual([
      0.8 * 0.1,
      0.8 * (0.1 * 0.5 + 0.5),
      0.8,
    ])
  })
  it('falls to the minimum share and no further', () => {
    fc.assert(
      fc.property(fc.constantFrom('cosine', 'linear'), fc.double({ min: 0, max: 0.99, noNaN: true }), (kind, share) => {
        const rate = learningRate(settings({ kind, minimumShare: share, per: 'step' }), 9, 0.999999)
        expect(rate / 0.8).toBeGreaterThanOrEqual(share)
        expect(rate / 0.8).toBeLessThan(share + 1e-6)
      }),
    )
  })
  // Share of the base rate after a quarter and a half of the epochs, and one millionth of a step before the end.
  it.each([
    [{ kind: 'cosine' }, [0.5 + Math.SQRT1_2 / 2, 0.5, 0]],
    [{ kind: 'cosine', minimumShare: 0.2 }, [0.6 + 0.4 * Math.SQRT1_2, 0.6, 0.2]],
    [{ kind: 'linear' }, [0.75, 0.5, 0]],
    [{ kind: 'linear', minimumShare: 0.2 }, [0.8, 0.6, 0.2]],
    [{ kind: 'exponential', minimumShare: 0.0001 }, [0.1, 0.01, 0.0001]],
    [{ kind: 'exponential' }, [0.001 ** 0.25, 0.001 ** 0.5, 0.001]],
    [{ kind: 'step', milestones: [2.5, 6] }, [0.1, 0.1, 0.01]],
  ])('%j follows its definition', (schedule, shares) => {
    const given = settings({ ...schedule, per: 'step' })
    const rates = [2.5, 5, 10 - 1e-6].map((now) => learningRate(given, Math.floor(now), now % 1))
    rates.forEach((rate, i) => expect(rate / 0.8).toBeCloseTo(shares[i]!, 5))
  })
  it('follows the schedule from the end of the warm-up on', () => {
    const given = settings({ kind: 'linear' }, { warmupEpochs: 2 })
    const rates = [0, 1, 2, 3].map((epoch) => learningRate(given, epoch, 0) / 0.8)
    for (const [i, share] of [0.1, 0.55 * 0.9, 0.8, 0.7].entries()) expect(rates[i]).toBeCloseTo(share, 12)
  })
  it('multiplies by gamma at each milestone', () => {
    const given = settings({ kind: 'step', milestones: [3, 6], gamma: 0.5 })
    expect([2, 3, 5, 6].map((epoch) => learningRate(given, epoch, 0))).toEqual([0.8, 0.4, 0.4, 0.2])
  })
})

describe('scheduleSchema', () => {
  it.each([
    [{ kind: 'step', milestones: [5, 3] }],
    [{ kind: 'exponential', minimumShare: 0 }],
    [{ kind: 'cosine', gamma: 0.1 }],
    [{ kind: 'sine' }],
    [{ kind: 'cosine', minimumShare: 1 }],
    [{ kind: 'linear', minimumShare: -0.1 }],
    [{ kind: 'linear', gamma: 0.1 }],
    [{ kind: 'exponential', gamma: 0.1 }],
    [{ kind: 'step', milestones: [3, 3] }],
    [{ kind: 'step', milestones: [0] }],
    [{ kind: 'step', milestones: [3], gamma: 1 }],
    [{ kind: 'step', milestones: [3], gamma: 0 }],
    [{ kind: 'step', milestones: [3], minimumShare: 0.1 }],
    [{ kind: 'cosine', per: 'batch' }],
  ])('refuses %j', (schedule) => expect(scheduleSchema.safeParse(schedule).success).toBe(false))
})
