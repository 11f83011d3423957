import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorScale } from './edfChart.ts'
import { errorCut } from './errorCut.ts'

const good = Array.from({ length: 95 }, (_, i) => 20 + i / 5)

describe('a truncated axis of errors', () => {
  it('ends before a few bad networks that would take up much of it', () => {
    const cut = errorCut([[...good, 85, 86, 87, 88, 99]])!
    expect(cut.scale).toMatchObject({ low: 20, high: 40 })
    expect(cut.beyond).toBe(5)
  })

  it('is none where the whole axis reads well, or there is nothing', () => {
    expect(errorCut([good])).toBeNull()
    expect(errorCut([[...good, 41, 42]])).toBeNull()
    expect(errorCut([])).toBeNull()
  })

  it('saves a quarter of the axis or more', () => {
    // The axis would run from 0 to 100 in steps of 20.
    const spanned = (top: number) => [...Array.from({ length: 99 }, (_, i) => (i * top) / 98), 95]
    expect(errorScale([spanned(70)])).toMatchObject({ low: 0, high: 100 })
    expect(errorCut([spanned(82)])).toBeNull()
    expect(errorCut([[...spanned(30).slice(0, -1), 40]])).toMatchObject({ scale: { low: 0, high: 30 }, beyond: 1 })
    expect(errorCut([spanned(75)])).toMatchObject({ scale: { low: 0, high: 70 } })
  })

  it('keeps nine tenths of every population', () => {
    const errors = fc.array(
      fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
      { minLength: 1, maxLength: 40 },
    )
    fc.assert(
      fc.property(fc.array(errors, { minLength: 1, maxLength: 3 }), (populations) => {
        const cut = errorCut(populations)
        if (!cut) return
        const beyond = populations.map((each) => each.filter((error) => error > cut.scale.high).length)
        expect(cut.beyond).toBe(beyond.reduce((sum, count) => sum + count, 0))
        for (const [i, each] of populations.entries())
          expect(beyond[i]! / each.length).toBeLessThan(0.1 + 1 / each.length)
        const whole = errorScale(populations)
        expect(whole.high - cut.scale.high).toBeGreaterThanOrEqual((whole.high - whole.low) / 4)
      }),
    )
  })
})
