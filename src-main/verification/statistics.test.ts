import { describe, expect, it } from 'vitest'
import { referenceData } from '#shared/testing/referenceData.ts'
import { verifyStatistics } from './statistics.ts'

const stats = referenceData<Record<string, unknown>>('stats.json')

describe.skipIf(!stats)('statistics against the reference', () => {
  it('matches every number of stats.json', () => {
    const cases = verifyStatistics(stats)
    expect(cases.filter((verified) => !verified.passed)).toEqual([])
    expect(cases.length).toBeGreaterThan(200)
  })
  it('detects one wrong digit', () => {
    const wrong = structuredClone(stats) as { sweeps: { summary: { mean: number } }[] }
    wrong.sweeps[0]!.summary.mean += 1e-6
    expect(verifyStatistics(wrong).filter((verified) => !verified.passed)).toHaveLength(1)
  })
})

it('refuses another format', () => {
  expect(() => verifyStatistics({ sweeps: 3 })).toThrow('invalid stats.json: sweeps is 3 (not a list)')
})
