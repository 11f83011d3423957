import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { kolmogorovSmirnov } from '#shared/statistics/kolmogorovSmirnov.ts'
import { beatsRange } from '#shared/statistics/ranges/beatsRange.ts'
import { meanDifferenceRange } from '#shared/statistics/ranges/meanRange.ts'
import { meanOf } from '#shared/statistics/summary.ts'
import { compareSpaces, spaceVerdict } from './compareSpaces.ts'
import { decidedSince } from './decidedSince.ts'

const random = stream(21, 'dataset')
const population = (count: number, mean: number, deviation = 2) =>
  Array.from({ length: count }, () => mean + deviation * random.normal())

describe('compareSpaces', () => {
  const newer = population(96, 30)
  const older = population(96, 32)
  const found = compareSpaces(newer, older)
  it('detects a difference of one standard deviation, and its opposite when swapped', () => {
    expect(found).toMatchObject({ verdict: 'better', needed: null, newer: { n: 96 }, older: { n: 96 } })
    // P for two normals one deviation apart: the normal CDF at 1 / sqrt 2.
    expect(found.beats.low).toBeLessThan(0.76)
    expect(found.beats.high).toBeGreaterThan(0.76)
    expect(found.meanDifference.low).toBeLessThan(-2)
    expect(found.meanDifference.high).toBeGreaterThan(-2)
    expect(found.decidedSince).toBeLessThan(60)
    const opposite = compareSpaces(older, newer)
    expect(opposite.verdict).toBe('worse')
    expect(opposite.meanDifference.value).toBeCloseTo(-found.meanDifference.value, 12)
    expect(opposite.beats.value).toBeCloseTo(1 - found.beats.value, 12)
    expect(opposite.beats.low).toBeCloseTo(1 - found.beats.high, 12)
    expect(opposite.bestBeatsBest.probability).toBeCloseTo(1 - found.bestBeatsBest.probability, 12)
    expect(opposite.decidedSince).toBe(found.decidedSince)
  })
  it('uses closed-form ranges and no random draws', () => {
    expect(found.beats).toEqual(beatsRange({ errors: newer }, { errors: older }))
    expect(found.meanDifference).toEqual(meanDifferenceRange(newer, older))
    expect(found.kolmogorovSmirnov).toEqual(kolmogorovSmirnov(newer, older))
    expect(compareSpaces(newer, older)).toEqual(found)
  })
  it('asks for no sample size given a single network', () => {
    expect(compareSpaces([1], [2, 3, 4]).needed).toBeNull()
    expect(compareSpaces([2, 3, 4], [1]).needed).toBeNull()
    expect(compareSpaces([1, 4], [2, 3, 5]).needed).not.toBeNull()
  })
  it('is undecided at one half for a population against itself', () => {
    const same = compareSpaces(newer, newer)
    expect(same).toMatchObject({ verdict: 'undecided', decidedSince: null, needed: null })
    expect([same.beats.value, same.bestBeatsBest.probability]).toEqual([
      expect.closeTo(0.5, 10) as number,
      expect.closeTo(0.5, 10) as number,
    ])
  })
  it('decides between equal distributions in about 5 of 100 studies, on either side', () => {
    const studies = Array.from({ length: 400 }, () => spaceVerdict(population(40, 30), population(40, 30)))
    const decided = studies.filter(({ verdict }) => verdict !== 'undecided').length
    expect(decided).toBeGreaterThan(4)
    expect(decided).toBeLessThan(36)
    expect(Math.abs(meanOf(studies.map(({ beats }) => beats.value)) - 0.5)).toBeLessThan(0.02)
  })
  it('does not favour a space for its tail alone: the means differ but neither beats the other', () => {
    const tail = older.map((error, i) => (i % 8 === 0 ? 90 : error))
    const { verdict, meanDifference } = compareSpaces(older, tail)
    expect(meanDifference.high).toBeLessThan(0)
    expect(verdict).toBe('undecided')
  })
  it.each([
    [7, 'noVerdict'],
    [29, 'largeDifferencesOnly'],
    [199, 'meansNotTails'],
    [200, null],
  ])('with %d networks in the smaller population cautions %s', (n, caution) => {
    expect(compareSpaces(newer.slice(0, 1), population(n, 30)).caution).toBe('noVerdict')
    expect(compareSpaces(population(300, 30), population(n, 30)).caution).toBe(caution)
  })
  it('gives no verdict with seven networks, however far apart', () => {
    expect(compareSpaces(population(7, 10), population(7, 90))).toMatchObject({ verdict: 'undecided' })
  })
  it('knows a share of 96 networks to within ten points', () => {
    expect(found.shareMargin).toBeCloseTo(10, 1)
  })
  it('asks for enough networks to find the difference in four of five studies', () => {
    const [few, others] = [population(14, 30, 1), population(12, 30.4, 1)]
    const { needed, verdict, beats } = compareSpaces(few, others)
    expect(verdict).toBe('undecided')
    const variance = (own: readonly number[], against: readonly number[]) => {
      const shares = own.map((error) => meanOf(against.map((other) => (error < other ? 1 : 0))))
      const mean = meanOf(shares)
      return shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (own.length - 1)
    }
    expect(needed!.perSpace).toBe(
      Math.ceil((2.8 / (beats.value - 0.5)) ** 2 * (variance(few, others) + variance(others, few))),
    )
    expect(needed!.more).toBe(2 * needed!.perSpace - 26)
    // Half a deviation apart, P is 0.638 and placement variances are about 0.08: some 65 networks each.
    const hits = Array.from({ length: 400 }, () => spaceVerdict(population(65, 30, 1), population(65, 30.5, 1)))
    const share = hits.filter((study) => study.verdict === 'better').length / 400
    expect(share).toBeGreaterThan(0.7)
    expect(share).toBeLessThan(0.9)
  })
  it('refuses an empty population', () => {
    expect(() => compareSpaces([], [1])).toThrow('invalid errors: empty')
  })
})

describe('decidedSince', () => {
  const verdict = (a: readonly number[], b: readonly number[]) => {
    const { low, high } = beatsRange({ errors: a }, { errors: b })
    return low > 0.5 ? 1 : high < 0.5 ? -1 : 0
  }
  it('is the first network from which every verdict equals the final one', () => {
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
  it('is null if a population is too small', () => {
    expect(decidedSince([1, 2, 1], [90, 91, 92], 8)).toBeNull()
  })
})
