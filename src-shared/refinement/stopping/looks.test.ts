import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fewestRunsForVerdict } from '../comparison/decision.ts'
import { comparisonLevel, levelOfLook, looks, missedByLooks, sideEnding } from './looks.ts'

describe('looks', () => {
  it('are at every tenth, from the fewest networks that give a verdict', () => {
    expect(looks(100)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90])
    expect(looks(30)).toEqual([9, 12, 15, 18, 21, 24, 27])
    expect(looks(12)).toEqual([8, 9, 10, 11])
    expect(looks(8)).toEqual([])
  })
  it('ascend, lie before the end, and together give no more wrong verdicts than their share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (planned) => {
        const counts = looks(planned)
        expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b))
        for (const count of counts) {
          expect(count).toBeGreaterThanOrEqual(fewestRunsForVerdict)
          expect(count).toBeLessThan(planned)
        }
        if (counts.length > 0) expect(counts.length * levelOfLook(counts.length)).toBeCloseTo(missedByLooks, 15)
      }),
    )
  })
})

describe('the level of a comparison', () => {
  const side = (...endedAt: (number | null | undefined)[]) => ({
    ending: sideEnding(endedAt.map((at) => ({ ending: at === undefined ? null : { endedAt: at } }))),
  })

  it('is that of 95 % if no population may end early', () => {
    expect(comparisonLevel({}, {})).toBe(0.05)
    expect(comparisonLevel(side(undefined), side(undefined, undefined))).toBe(0.05)
  })
  it('leaves their share to the looks at the newer side, and as much for an older side that has ended', () => {
    expect(comparisonLevel(side(null), side(undefined))).toBeCloseTo(0.04, 15)
    expect(comparisonLevel(side(undefined, 20), side(null))).toBeCloseTo(0.04, 15)
    expect(comparisonLevel(side(undefined), side(20))).toBeCloseTo(0.04, 15)
    expect(comparisonLevel(side(20), side(null, 30))).toBeCloseTo(0.03, 15)
  })
})
