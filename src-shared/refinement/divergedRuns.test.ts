import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { divergedReading, whollyUnfinished } from './divergedRuns.ts'

const errors = (count: number, centre: number, seed: number) => {
  const random = stream(seed, 'sample')
  return Array.from({ length: count }, () => centre + 3 * random.normal())
}

describe('Diverged networks', () => {
  const better = { errors: errors(30, 28, 1), divergedCount: 0 }
  const worse = { errors: errors(30, 36, 2), divergedCount: 0 }

  it('turn a verdict that rests on the finished ones', () => {
    const reading = divergedReading({ ...better, divergedCount: 30 }, worse)!
    expect(reading).toMatchObject({ newer: 30, older: 0, verdict: 'worse', matters: true })
    const mean = (list: readonly number[]) => list.reduce((sum, error) => sum + error, 0) / list.length
    expect(reading.meanDifference).toBeCloseTo((mean(better.errors) + 100) / 2 - mean(worse.errors), 9)
  })
  it('leave one alone that they only make stronger', () => {
    expect(divergedReading(better, { ...worse, divergedCount: 5 })).toMatchObject({ verdict: 'better', matters: false })
  })
  it('undo one that they make uncertain', () => {
    const reading = divergedReading({ ...better, divergedCount: 4 }, worse)!
    expect(reading).toMatchObject({ verdict: 'undecided', matters: true })
  })
  it('say nothing where there are none, or nothing else', () => {
    expect(divergedReading(better, worse)).toBeNull()
    expect(divergedReading({ errors: [], divergedCount: 30 }, worse)).toBeNull()
    expect([whollyUnfinished(0, 30), whollyUnfinished(1, 30), whollyUnfinished(0, 0)]).toEqual([true, false, false])
  })
})
