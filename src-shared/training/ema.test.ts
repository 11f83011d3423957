import { describe, expect, it } from 'vitest'
import { averageMove, emaSchema, emaShare, updateAverage } from './ema.ts'

const settings = { ema: { alpha: 1e-4, periodSteps: 4 }, batchSize: 128, epochs: 10, warmupEpochs: 2 }

describe('emaShare', () => {
  it("is 0 between updates, 1 during warm-up, and pycls's value afterwards", () => {
    const of = (epoch: number, step: number) => emaShare(settings, epoch, step)
    expect([of(0, 0), of(1, 4), of(0, 1), of(5, 3)]).toEqual([1, 1, 0, 0])
    expect(of(2, 0)).toBeCloseTo((1e-4 * 128 * 4) / 10, 15)
    expect(of(9, 8)).toBe(of(2, 0))
  })
  it('is capped at 1', () => expect(emaShare({ ...settings, ema: { alpha: 1, periodSteps: 4 } }, 5, 0)).toBe(1))
})

describe('emaSchema', () => {
  it('averages every 32 steps by default', () => {
    expect(emaSchema.parse({ alpha: 1e-5 })).toEqual({ alpha: 1e-5, periodSteps: 32 })
  })
  it.each([{ alpha: 0 }, { alpha: 1, periodSteps: 0 }, { alpha: 1, periodSteps: 1.5 }])('refuses %j', (ema) => {
    expect(emaSchema.safeParse(ema).success).toBe(false)
  })
})

describe('updateAverage', () => {
  it.each([
    [0, [1, 2]],
    [0.25, [2, 4]],
    [1, [5, 10]],
  ])('moves a share of %d of the way', (share, expected) => {
    for (const precision of ['float64', 'float32'] as const) {
      const average = Float32Array.of(1, 2)
      updateAverage(average, Float32Array.of(5, 10), { share, rest: 1 - share }, precision)
      expect([...average]).toEqual(expected)
    }
  })
  it('leaves the average untouched for a share of 0, whatever the weights', () => {
    const average = Float32Array.of(1)
    updateAverage(average, Float32Array.of(NaN), { share: 0, rest: 1 }, 'float64')
    expect([...average]).toEqual([1])
  })
  it('rounds once in float64, and every operation in float32', () => {
    const [value, old] = [Math.fround(0.1), Math.fround(0.7)]
    const moved = (precision: 'float64' | 'float32') => {
      const average = Float32Array.of(old)
      updateAverage(average, Float32Array.of(value), averageMove(settings, 2, 0, precision), precision)
      return average[0]
    }
    const share = emaShare(settings, 2, 0)
    const { fround } = Math
    expect(moved('float64')).toBe(fround(value * share + old * (1 - share)))
    expect(moved('float32')).toBe(fround(fround(value * fround(share)) + fround(old * fround(1 - share))))
  })
})
