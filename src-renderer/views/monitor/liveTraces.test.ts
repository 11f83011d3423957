import { describe, expect, it } from 'vitest'
import type { EpochReport } from '#shared/training/epochMetrics.ts'
import { liveScale, tracesOf } from './liveTraces.ts'

const epoch = (index: number, more: Partial<EpochReport> = {}) =>
  ({
    ...{ epoch: index, learningRate: 0.1, trainLoss: 2, trainErrorPercent: 50, validationLoss: null },
    ...{ validationErrorPercent: 40, emaValidationErrorPercent: null },
    ...more,
  }) as EpochReport

describe('live traces', () => {
  it('put values at the end of their epochs, and prefer the error of the averaged weights to that of the last ones', () => {
    const curve = [epoch(0), epoch(1, { emaValidationErrorPercent: 30 })]
    expect(tracesOf(curve, 'error')).toEqual({
      training: { at: [1, 2], values: [50, 50] },
      validation: { at: [1, 2], values: [40, 30] },
    })
    expect(tracesOf(curve, 'loss').validation?.values).toEqual([NaN, NaN])
    expect(tracesOf(curve, 'learningRate')).toEqual({ validation: { at: [1, 2], values: [0.1, 0.1] } })
  })
  it('keep the compared values readable when the training loss falls to zero', () => {
    const { low, high } = liveScale([[80, 40]], [[60, 0.01]], true)
    expect(low).toBeGreaterThan(18)
    expect(low).toBeLessThanOrEqual(20)
    expect(high).toBeGreaterThanOrEqual(80)
  })
  it('have as many ticks as fit the height of the chart', () => {
    const ticks = (count: number) => liveScale([[90, 6]], [], true, count).ticks
    expect(ticks(4)).toEqual([16, 64])
    expect(ticks(6)).toEqual([8, 16, 32, 64])
  })
  it('have a scale before there is any data', () => {
    expect(liveScale([[NaN]], [], true)).toMatchObject({ low: 0, high: 100 })
  })
})
