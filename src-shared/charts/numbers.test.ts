import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearScale, logScale, scaleOf, shareOf, valueAt, zoomedScale } from './scale.ts'
import { spread } from './spread.ts'
import { moved, zoomedAround } from './zoom.ts'

describe('scales', () => {
  it.each([
    [linearScale(9, 78, 8), [0, 10, 20, 30, 40, 50, 60, 70, 80]],
    [linearScale(0.31, 0.42, 5), [0.3, 0.35, 0.4, 0.45]],
    [linearScale(5, 5), [5, 5.2]],
    [logScale(9, 250), [8, 16, 32, 64, 128, 256]],
    [scaleOf([1, 2, 4]), [1, 2, 4]],
    [scaleOf([10, 20]), [10, 15, 20]],
  ])('%j', (scale, ticks) => expect(scale.ticks).toEqual(ticks))

  it('refuses zero on a logarithmic axis', () => expect(() => logScale(0, 5)).toThrow('invalid low: 0'))

  it('valueAt inverts shareOf', () => {
    const scale = fc.constantFrom(linearScale(-3, 78), logScale(9, 250))
    fc.assert(
      fc.property(scale, fc.double({ min: 0, max: 1, noNaN: true }), (own, share) => {
        expect(shareOf(own, valueAt(own, share))).toBeCloseTo(share, 9)
      }),
    )
  })

  it('zoom around a fixed value, and back', () => {
    const whole = logScale(8, 256)
    const closer = zoomedScale(whole, zoomedAround(whole, 0.5, 0.25))
    expect(valueAt(closer, 0.25)).toBeCloseTo(valueAt(whole, 0.25))
    const back = zoomedScale(whole, zoomedAround(closer, 2, 0.25))
    expect([back.low, back.high]).toEqual([whole.low, whole.high])
  })

  it('move only within the whole axis', () => {
    const whole = linearScale(0, 100)
    expect(zoomedScale(whole, moved(whole, -0.3))).toMatchObject({ low: 0, high: 70 })
  })
})

describe('spread', () => {
  it('keeps order, gap and bounds', () => {
    expect(spread([10, 10, 10], 5, 0, 100)).toEqual([10, 15, 20])
    expect(spread([90, 95, 99], 10, 0, 100)).toEqual([80, 90, 100])
    expect(spread([50, 20], 5, 0, 100)).toEqual([50, 20])
  })
})
