import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { holm } from './holm.ts'

const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 })

/** Holm's procedure as he describes it: which hypotheses a level rejects. */
function rejected(values: readonly number[], level: number): number[] {
  const left = new Set(values.keys())
  const found: number[] = []
  while (left.size > 0) {
    const least = [...left].reduce((a, b) => (values[b]! < values[a]! ? b : a))
    if (values[least]! * left.size > level) break
    found.push(least)
    left.delete(least)
  }
  return found
}

describe('p-values corrected by Holm', () => {
  it('are the largest of their steps (example of R’s p.adjust)', () => {
    const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12) as number)
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual(close([0.03, 0.06, 0.06, 0.02]))
    expect(holm([0.2, 0.9, 0.6])).toEqual(close([0.6, 1, 1]))
    expect(holm([0.6, 0.7, 0.6])).toEqual([1, 1, 1])
    expect([holm([]), holm([0.2])]).toEqual([[], [0.2]])
  })
  it('are at or below a level exactly for the hypotheses that the procedure rejects', () => {
    fc.assert(
      fc.property(ps, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (values, level) => {
        const corrected = holm(values)
        const below = [...corrected.keys()].filter((i) => corrected[i]! <= level)
        expect(below.map((i) => values[i]).sort()).toEqual(
          rejected(values, level)
            .map((i) => values[i])
            .sort(),
        )
      }),
    )
  })
  it('say a wrong yes to any of many unrelated questions in at most 5 of 100 cases', () => {
    const random = stream(3, 'dataset')
    const cases = Array.from({ length: 2000 }, () => holm(Array.from({ length: 12 }, () => random.uniform())))
    expect(cases.filter((corrected) => Math.min(...corrected) <= 0.05).length / 2000).toBeLessThan(0.07)
  })
  it('are none lower than before, at most Bonferroni’s, and in the same order', () => {
    fc.assert(
      fc.property(ps, (values) => {
        holm(values).forEach((p, i, all) => {
          expect(p).toBeGreaterThanOrEqual(values[i]!)
          expect(p).toBeLessThanOrEqual(Math.min(1, values.length * values[i]!))
          values.forEach((other, j) => {
            if (other < values[i]!) expect(all[j]!).toBeLessThanOrEqual(p)
          })
        })
      }),
    )
  })
})
