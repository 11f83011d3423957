import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { comparePopulations, statisticIntervals } from './comparePopulations.ts'
import { edfBand, edfDifferenceBand, errorGrid } from './edfBands.ts'
import { edf, shareBelow } from './edf.ts'

function population(n: number, centre: number, seed: number): number[] {
  const random = stream(seed, 'dataset')
  return Array.from({ length: n }, () => centre + 4 * random.normal())
}
const good = population(60, 40, 1)
const poor = population(60, 46, 2)
const grid = errorGrid([good, poor], 61)

describe('EDF bands', () => {
  it('reach over all errors: F is 0 at the first and 1 at the last grid point', () => {
    const band = edfBand(good, grid, stream(1, 'resample'))
    expect([band.value[0], band.value.at(-1)]).toEqual([shareBelow(edf(good), grid[0]!), 1])
    expect([grid[0]! < Math.min(...good, ...poor), grid.at(-1)! > Math.max(...good, ...poor)]).toEqual([true, true])
  })
  it('hold the binomial spread of a share: about 1.96 sqrt(F (1 - F) / n) to either side', () => {
    const band = edfBand(good, grid, stream(1, 'resample'))
    grid.forEach((_, i) => {
      const share = band.value[i]!
      const half = 1.96 * Math.sqrt((share * (1 - share)) / good.length)
      expect(Math.abs((band.high[i]! - band.low[i]!) / 2 - half)).toBeLessThan(0.025)
      expect(band.low[i]! <= share && share <= band.high[i]!).toBe(true)
    })
  })
  it('repeat for equal seeds and differ for others', () => {
    const low = (seed: number) => edfDifferenceBand(good, poor, grid, stream(seed, 'resample'), { resamples: 200 }).low
    expect(low(3)).toEqual(low(3))
    expect(low(3)).not.toEqual(low(4))
  })
  it('of a difference are positive where the new space is better, and negate when the spaces change places', () => {
    const forward = edfDifferenceBand(good, poor, grid, stream(3, 'resample'))
    const back = edfDifferenceBand(poor, good, grid, stream(3, 'resample'))
    forward.value.forEach((value, i) => expect(back.value[i]).toBeCloseTo(-value, 12))
    const middle = grid.findIndex((error) => error > 43)
    expect(forward.low[middle]).toBeGreaterThan(0.2)
    expect(back.high[middle]).toBeLessThan(-0.2)
  })
  it('of a population with itself hold zero everywhere', () => {
    const band = edfDifferenceBand(good, good, grid, stream(3, 'resample'))
    grid.forEach((_, i) => expect(band.low[i]! <= 0 && band.high[i]! >= 0).toBe(true))
  })
})

describe('intervals', () => {
  it('hold their statistic; the minimum never goes below the lowest error', () => {
    const intervals = statisticIntervals(good, stream(1, 'resample'))
    for (const { value, low, high } of Object.values(intervals)) expect(low <= value && value <= high).toBe(true)
    expect(intervals.min.low).toBe(Math.min(...good))
    const mean = good.reduce((a, b) => a + b) / good.length
    const std = Math.sqrt(good.reduce((sum, e) => sum + (e - mean) ** 2, 0) / good.length)
    expect((intervals.mean.high - intervals.mean.low) / 2).toBeCloseTo((1.96 * std) / Math.sqrt(good.length), 1)
  })
})

describe('comparePopulations', () => {
  it('is sure of a space that is six points better, and undecided about a space and itself', () => {
    const sure = comparePopulations(good, poor, stream(1, 'resample'))
    expect(sure.mean.probabilityNewBetter).toBe(1)
    expect(sure.mean.high).toBeLessThan(0)
    const same = comparePopulations(good, good, stream(1, 'resample'))
    expect(same.mean.value).toBe(0)
    expect(same.min.probabilityNewBetter).toBeGreaterThan(0.4)
    expect(same.min.probabilityNewBetter).toBeLessThan(0.6)
  })
})
