import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { comparePopulations } from '#shared/statistics/comparePopulations.ts'
import { kolmogorovSmirnov } from '#shared/statistics/kolmogorovSmirnov.ts'
import { meanOf, quantileOfSorted } from '#shared/statistics/summary.ts'
import { compareSpaces, meanDifferences } from './compareSpaces.ts'
import { decidedSince } from './decidedSince.ts'

const random = stream(21, 'dataset')
const population = (count: number, mean: number, deviation = 2) =>
  Array.from({ length: count }, () => mean + deviation * random.normal())

describe('compareSpaces', () => {
  const newer = population(96, 30)
  const older = population(96, 32)
  const found = compareSpaces(newer, older, { seed: 3, resamples: 1000 })
  it('finds a difference of one standard deviation, and the opposite the other way round', () => {
    expect(found).toMatchObject({ verdict: 'better', needed: null, newer: { n: 96 }, older: { n: 96 } })
    expect(found.differences.mean.probabilityNewBetter).toBeGreaterThan(0.99)
    expect(found.differences.mean.low).toBeLessThan(-2)
    expect(found.differences.mean.high).toBeGreaterThan(-2)
    expect(found.decidedSince).toBeLessThan(60)
    expect(found.oneBeatsOne).toBeGreaterThan(0.65)
    const opposite = compareSpaces(older, newer, { seed: 3, resamples: 1000 })
    expect(opposite.verdict).toBe('worse')
    expect(opposite.differences.mean.value).toBeCloseTo(-found.differences.mean.value, 12)
    expect(opposite.oneBeatsOne).toBeCloseTo(1 - found.oneBeatsOne, 12)
    expect(opposite.bestBeatsBest.probability).toBeCloseTo(1 - found.bestBeatsBest.probability, 12)
    expect(opposite.decidedSince).toBe(found.decidedSince)
  })
  it('rests on the comparison of populations and gives the same numbers for the same seed', () => {
    const direct = comparePopulations(newer, older, stream(3, 'resample', 8), { resamples: 1000 })
    expect(found.differences).toEqual(direct)
    const resampled = meanDifferences(newer, older, { seed: 3, resamples: 1000 })
    const lower = resampled.filter((difference) => difference < 0)
    expect(lower.length / 1000).toBeCloseTo(direct.mean.probabilityNewBetter, 12)
    expect(quantileOfSorted(resampled, 0.975)).toBe(direct.mean.high)
    expect(found.kolmogorovSmirnov).toEqual(kolmogorovSmirnov(newer, older))
    expect(compareSpaces(newer, older, { seed: 3, resamples: 1000 })).toEqual(found)
  })
  it('of one population with itself is undecided at one half', () => {
    const same = compareSpaces(newer, newer)
    expect(same).toMatchObject({ verdict: 'undecided', decidedSince: null, needed: null })
    expect(same.differences.mean.probabilityNewBetter).toBeCloseTo(0.5, 1)
    expect([same.oneBeatsOne, same.bestBeatsBest.probability]).toEqual([
      expect.closeTo(0.5, 10) as number,
      expect.closeTo(0.5, 10) as number,
    ])
  })
  it('of equal laws is decided in about 5 of 100 studies and P spreads over [0, 1]', () => {
    const studies = Array.from({ length: 200 }, (_, seed) =>
      compareSpaces(population(40, 30), population(40, 30), { seed, resamples: 200 }),
    )
    const decided = studies.filter(({ verdict }) => verdict !== 'undecided').length
    expect(decided).toBeGreaterThan(2)
    expect(decided).toBeLessThan(25)
    const mean = meanOf(studies.map(({ differences }) => differences.mean.probabilityNewBetter))
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.08)
  })
  it.each([
    [7, 'noVerdict'],
    [29, 'largeDifferencesOnly'],
    [199, 'meansNotTails'],
    [200, null],
  ])('with %d networks in the smaller population cautions %s', (n, caution) => {
    expect(compareSpaces(newer.slice(0, 1), population(n, 30), { resamples: 10 }).caution).toBe('noVerdict')
    expect(compareSpaces(population(300, 30), population(n, 30), { resamples: 10 }).caution).toBe(caution)
  })
  it('gives no verdict on seven networks, however far apart', () => {
    expect(compareSpaces(population(7, 10), population(7, 90))).toMatchObject({ verdict: 'undecided' })
  })
  it('knows a share of 96 networks to ten points', () => {
    expect(found.shareMargin).toBeCloseTo(10, 1)
  })
  it('asks for as many networks as find such a difference in four of five studies', () => {
    // Errors at -1 and +1 about means that differ by 0.5: the variance is 1 but for n / (n - 1).
    const pair = (mean: number, count: number) => Array.from({ length: count }, (_, i) => mean + (i % 2 === 0 ? 1 : -1))
    const { needed, verdict } = compareSpaces(pair(30, 20), pair(30.5, 10), { resamples: 500 })
    expect(verdict).toBe('undecided')
    expect(needed!.perSpace).toBe(Math.ceil((2.8 / 0.5) ** 2 * (20 / 19 + 10 / 9)))
    expect(needed!.more).toBe(2 * needed!.perSpace - 30)
    let hits = 0
    for (let trial = 0; trial < 300; trial++) {
      const { mean } = comparePopulations(population(63, 30, 1), population(63, 30.5, 1), stream(trial, 'resample'), {
        resamples: 200,
      })
      if (mean.high < 0) hits++
    }
    expect(hits / 300).toBeGreaterThan(0.7)
    expect(hits / 300).toBeLessThan(0.9)
  })
  it('refuses an empty population', () => {
    expect(() => compareSpaces([], [1])).toThrow('invalid errors: empty')
  })
})

describe('decidedSince', () => {
  /** Mean and squared standard error, straight from the definition. */
  const moments = (errors: readonly number[]) => {
    const mean = meanOf(errors)
    const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (errors.length - 1)
    return { mean, square: variance / errors.length }
  }
  const verdict = (a: readonly number[], b: readonly number[]) => {
    const [x, y] = [moments(a), moments(b)]
    const difference = x.mean - y.mean
    return Math.abs(difference) > 1.959963984540054 * Math.sqrt(x.square + y.square) ? Math.sign(difference) : 0
  }
  it('is the first network from which every verdict equals the last one', () => {
    const errors = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 9, maxLength: 40 })
    fc.assert(
      fc.property(errors, errors, fc.integer({ min: 0, max: 30 }), (a, raw, shift) => {
        const b = raw.map((error) => error + shift)
        const last = verdict(a, b)
        const since = decidedSince(a, b, 8)
        if (last === 0) {
          expect(since).toBeNull()
          return
        }
        const longest = Math.max(a.length, b.length)
        const counts = Array.from({ length: longest - 7 }, (_, i) => i + 8)
        const stable = counts.filter((m) =>
          counts.every((k) => k < m || verdict(a.slice(0, k), b.slice(0, k)) === last),
        )
        expect(since).toBe(stable[0])
      }),
    )
  })
  it('is null where a population is too small to say', () => {
    expect(decidedSince([1, 2, 1], [90, 91, 92], 8)).toBeNull()
  })
})
