import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extent } from './extent.ts'
import { epochScale, linearScale, logScale, scaleOf, shareOf, valueAt, zoomedScale, type Scale } from './scale.ts'
import { moved, zoomedAround } from './zoom.ts'

/** Two numbers of like size, the lower one first. */
const range = fc
  .tuple(
    fc.integer({ min: -9, max: 9 }),
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: 1e-3, max: 1, noNaN: true }),
  )
  .map(([power, from, span]) => [from * 10 ** power, (from + span) * 10 ** power] as const)
const counts = fc.integer({ min: 1, max: 20 })
const anyScale = fc.oneof(
  fc.tuple(range, counts).map(([[low, high], count]) => linearScale(low, high, count)),
  fc
    .tuple(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), fc.double({ min: 1, max: 1e6, noNaN: true }), counts)
    .map(([low, factor, count]) => logScale(low, low * factor, count)),
)

describe('scales', () => {
  it.each([
    [linearScale(9, 78, 8), [0, 10, 20, 30, 40, 50, 60, 70, 80]],
    [linearScale(0.31, 0.42, 5), [0.3, 0.35, 0.4, 0.45]],
    [linearScale(5, 5), [5, 5.2]],
    [linearScale(-50, -50, 2), [-50, -45]],
    [linearScale(0, 0), [0, 0.05]],
    [logScale(9, 250), [8, 16, 32, 64, 128, 256]],
    [logScale(8, 8), [8, 16]],
    [logScale(1, 1024, 4), [1, 8, 64, 512]],
    [scaleOf([1, 2, 4]), [1, 2, 4]],
    [scaleOf([10, 20]), [10, 15, 20]],
    [scaleOf([0.005, 2]), [0.01, 0.1, 1]],
    [scaleOf([1e-6, 1e-2]), [0.000001, 0.0001, 0.01]],
    [scaleOf([0.05, 0.2]), [0.03125, 0.0625, 0.125, 0.25]],
    [scaleOf([]), [0, 0.5, 1]],
  ])('%j', (scale, ticks) => expect(scale.ticks).toEqual(ticks))

  it('refuses zero on a logarithmic axis', () => expect(() => logScale(0, 5)).toThrow('invalid low: 0'))

  it('is logarithmic over positive values that span a factor of 4', () => {
    expect(
      [
        [1, 4],
        [1, 3.9],
        [0, 4],
        [-1, 8],
      ].map((values) => scaleOf(values).log),
    ).toEqual([true, false, false, false])
  })

  it('covers its values, with ends less than a step beyond them', () => {
    fc.assert(
      fc.property(range, counts, ([low, high], count) => {
        const { low: first, high: last, ticks, log } = linearScale(low, high, count)
        const step = (last - first) / (ticks.length - 1)
        expect([first, last, log]).toEqual([ticks[0], ticks.at(-1), false])
        expect(first).toBeLessThanOrEqual(low + 1e-6 * step)
        expect(last).toBeGreaterThanOrEqual(high - 1e-6 * step)
        expect(low - first).toBeLessThan(1.001 * step)
        expect(last - high).toBeLessThan(1.001 * step)
      }),
    )
  })

  it('has round steps of 1, 2 or 5, about as many as asked for, each as exact as it is written', () => {
    fc.assert(
      fc.property(range, counts, ([low, high], count) => {
        const { ticks } = linearScale(low, high, count)
        const step = (ticks.at(-1)! - ticks[0]!) / (ticks.length - 1)
        const [digit] = step.toExponential(6)
        expect('125').toContain(digit)
        expect(step).toBeCloseTo(Number(`${digit}e${step.toExponential(6).split('e')[1]}`), 12)
        expect(ticks.length).toBeLessThanOrEqual(count + 2)
        expect((high - low) / step).toBeGreaterThan(count / 2.51 - 1e-6)
        for (const tick of ticks) expect(Math.abs(tick / step - Math.round(tick / step))).toBeLessThan(1e-6)
        for (const tick of ticks) expect(String(tick).length).toBeLessThan(14)
      }),
      { examples: [[[-1.0000000000000003e-11, 0.030000000010000007], 3]] },
    )
  })

  it('has powers of two alone if logarithmic, at most as many as asked for, over all values', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 20 }),
        (low, factor, count) => {
          const high = low * factor
          const scale = logScale(low, high, count)
          expect(scale.log).toBe(true)
          expect(scale.ticks.length).toBeLessThanOrEqual(count)
          expect(scale.ticks.length).toBeGreaterThan(0)
          for (const tick of scale.ticks) expect(Number.isInteger(Math.log2(tick))).toBe(true)
          expect(scale.low).toBe(scale.ticks[0])
          expect(scale.low / low).toBeGreaterThan(0.4999999)
          expect(scale.low / low).toBeLessThan(1.0000001)
          expect(scale.high / high).toBeGreaterThan(0.9999999)
          expect(scale.high).toBeLessThan(Math.max(2 * high, 2.0000001 * scale.low))
        },
      ),
    )
  })

  it('valueAt inverts shareOf', () => {
    const scale = fc.constantFrom(linearScale(-3, 78), logScale(9, 250))
    fc.assert(
      fc.property(scale, fc.double({ min: 0, max: 1, noNaN: true }), (own, share) => {
        expect(shareOf(own, valueAt(own, share))).toBeCloseTo(share, 9)
      }),
    )
  })

  it('shares run from 0 at the low end to 1 at the high one, by factors if logarithmic', () => {
    expect([0, 25, 100, -9, 109].map((value) => shareOf(linearScale(0, 100), value))).toEqual([0, 0.25, 1, 0, 1])
    expect([8, 16, 128, 1, 999].map((value) => shareOf(logScale(8, 128), value))).toEqual([0, 0.25, 1, 0, 1])
  })
})

describe('a zoomed axis', () => {
  it('zooms around a fixed value, and back', () => {
    const whole = logScale(8, 256)
    const closer = zoomedScale(whole, zoomedAround(whole, 0.5, 0.25))
    expect(valueAt(closer, 0.25)).toBeCloseTo(valueAt(whole, 0.25))
    expect(Math.log2(closer.high / closer.low)).toBeCloseTo(2.5)
    const back = zoomedScale(whole, zoomedAround(closer, 2, 0.25))
    expect([back.low, back.high]).toEqual([whole.low, whole.high])
  })

  it('moves only within the whole axis', () => {
    const whole = linearScale(0, 100)
    expect(zoomedScale(whole, moved(whole, -0.3))).toMatchObject({ low: 0, high: 70 })
    expect(zoomedScale(whole, moved(whole, 0.2))).toMatchObject({ low: 20, high: 100 })
  })

  it('is the whole axis without a range, or with one beyond it or of one value', () => {
    const whole = linearScale(0, 100)
    for (const nothing of [undefined, { low: 120, high: 130 }, { low: 30, high: 30 }, { low: 60, high: 50 }])
      expect(zoomedScale(whole, nothing)).toBe(whole)
  })

  it('has about as many ticks as the whole, those at its ends included', () => {
    expect(zoomedScale(linearScale(0, 100), { low: 20, high: 30 }).ticks).toEqual([20, 22, 24, 26, 28, 30])
    expect(zoomedScale(logScale(8, 256), { low: 16, high: 64 })).toEqual({
      ...{ low: 16, high: 64, log: true },
      ticks: [16, 32, 64],
    })
  })

  it('has round values where it spans less than two powers of two', () => {
    expect(zoomedScale(logScale(8, 256), { low: 70, high: 110 })).toEqual({
      ...{ low: 70, high: 110, log: true },
      ticks: [70, 75, 80, 85, 90, 95, 100, 105, 110],
    })
  })

  it('shows two ticks or more, all of them inside', () => {
    fc.assert(
      fc.property(
        anyScale,
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (...given) => {
          const [whole, from, span] = given
          const range = { low: valueAt(whole, from), high: valueAt(whole, Math.min(1, from + span)) }
          const scale: Scale = zoomedScale(whole, range)
          expect(scale.log).toBe(whole.log)
          expect(scale.ticks.length).toBeGreaterThan(0)
          for (const tick of scale.ticks) {
            expect(tick).toBeGreaterThanOrEqual(scale.low)
            expect(tick).toBeLessThanOrEqual(scale.high)
          }
        },
      ),
    )
  })
})

describe('the extent of values', () => {
  it('is from the lowest to the highest over all lists', () =>
    expect(extent([3, 5], [-1, 4], [])).toEqual({ low: -1, high: 5 }))
  it('is one value if there is one', () => expect(extent([7])).toEqual({ low: 7, high: 7 }))
  it('passes over values that are missing or not finite', () =>
    expect(extent([null, 2, undefined, Infinity], [NaN, 3, -Infinity])).toEqual({ low: 2, high: 3 }))
  it('is none without any', () => expect([extent(), extent([]), extent([null, NaN])]).toEqual(Array(3).fill(undefined)))
})

it('a scale of epochs is from the first to the last of them, and from 0 if there is only one', () => {
  expect(epochScale([6, 2, 4])).toEqual({ low: 2, high: 6, ticks: [2, 3, 4, 5, 6], log: false })
  expect(epochScale([3, 3])).toEqual({ low: 0, high: 3, ticks: [0, 1, 2, 3], log: false })
  expect(epochScale([10, 100])).toMatchObject({ low: 10, high: 100, ticks: [10, 20, 40, 60, 80, 100] })
})
