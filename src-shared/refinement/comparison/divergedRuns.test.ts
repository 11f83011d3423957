import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { divergedReading, whollyUnfinished } from './divergedRuns.ts'

const errors = (count: number, centre: number, seed: number) => {
  const random = stream(seed, 'sample')
  return Array.from({ length: count }, () => centre + 3 * random.normal())
}
const mean = (list: readonly number[]) => list.reduce((sum, error) => sum + error, 0) / list.length

describe('Diverged networks', () => {
  const better = { errors: errors(30, 28, 1), divergedCount: 0 }
  const worse = { errors: errors(30, 36, 2), divergedCount: 0 }

  it('can reverse a verdict on finished networks', () => {
    const reading = divergedReading({ ...better, divergedCount: 60 }, worse)!
    expect(reading).toMatchObject({ newer: 60, older: 0, verdict: 'worse', turnsVerdict: true, matters: true })
    expect(reading.differences.counted).toBeCloseTo((mean(better.errors) + 200) / 3 - mean(worse.errors), 9)
  })
  it('keep a verdict that they only strengthen', () => {
    const reading = { verdict: 'better', turnsVerdict: false, turnsSign: false, matters: false }
    expect(divergedReading(better, { ...worse, divergedCount: 5 })).toMatchObject(reading)
  })
  it('can make a verdict uncertain without changing its sign', () => {
    const [fewBetter, fewWorse] = [better, worse].map(({ errors: all }) => all.slice(0, 12)) as [number[], number[]]
    const reading = divergedReading({ errors: fewBetter, divergedCount: 8 }, { errors: fewWorse, divergedCount: 7 })!
    expect(reading).toMatchObject({ verdict: 'undecided', turnsVerdict: true, turnsSign: false, matters: true })
  })
  it('can change a sign without changing the verdict', () => {
    const reading = { verdict: 'undecided', turnsVerdict: false, turnsSign: true, matters: true }
    const differences = { finished: -4, atHighest: -1.5, counted: 40.5 }
    expect(
      divergedReading({ errors: [10, 12], divergedCount: 2 }, { errors: [14, 16], divergedCount: 0 }),
    ).toMatchObject({ ...reading, newer: 2, older: 0, differences })
  })
  it('have no reading if there are none, or nothing else', () => {
    expect(divergedReading(better, worse)).toBeNull()
    expect(divergedReading({ errors: [], divergedCount: 30 }, worse)).toBeNull()
    expect([whollyUnfinished(0, 30), whollyUnfinished(1, 30), whollyUnfinished(0, 0)]).toEqual([true, false, false])
  })

  const population = fc.record({
    errors: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 20 }),
    divergedCount: fc.nat(10),
  })
  it('change the sign exactly if some error of theirs does', () => {
    fc.assert(
      fc.property(population, population, (newer, older) => {
        const highest = Math.max(...newer.errors, ...older.errors)
        const plain = mean(newer.errors) - mean(older.errors)
        const turns = Array.from({ length: 101 }, (_, i) => highest + ((100 - highest) * i) / 100).some((error) => {
          const [a, b] = [newer, older].map(({ errors: finished, divergedCount }) =>
            mean([...finished, ...Array.from({ length: divergedCount }, () => error)]),
          ) as [number, number]
          return Math.abs(a - b) > 1e-9 && Math.sign(a - b) !== Math.sign(plain)
        })
        const found = divergedReading(newer, older, { finished: 'undecided' })
        if (turns) expect(found).toMatchObject({ turnsSign: true, matters: true })
        // A difference of exactly zero also changes the sign; the scan misses it.
        else if (found?.turnsSign)
          expect(Math.min(...Object.values(found.differences).map(Math.abs))).toBeLessThan(1e-9)
      }),
    )
  })
})
