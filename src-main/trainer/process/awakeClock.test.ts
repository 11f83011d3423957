import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AwakeClock, beatMs } from './awakeClock.ts'

/** A machine whose monotonic clock keeps running during sleep, as on macOS and Windows. */
function machine() {
  let [time, awake] = [12_345, 0]
  const pulse = {
    get beats() {
      return Math.floor(awake / beatMs)
    },
  }
  return {
    clock: new AwakeClock(pulse, () => time),
    work: (ms: number) => {
      time += ms
      awake += ms
    },
    sleep: (ms: number) => void (time += ms),
  }
}

it('counts working time to the millisecond, however rarely it is read', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { minLength: 1 }), (laps) => {
      const { clock, work } = machine()
      for (const lap of laps) {
        work(lap)
        clock.now()
      }
      const worked = laps.reduce((sum, lap) => sum + lap, 0)
      expect(clock.now()).toBeCloseTo(worked, 3)
    }),
  )
})

it('excludes sleep, to within one beat', () => {
  const lap = fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 10_000, max: 1e9 }))
  fc.assert(
    fc.property(fc.array(lap, { minLength: 1, maxLength: 20 }), (laps) => {
      const { clock, work, sleep } = machine()
      for (const [worked, slept] of laps) {
        work(worked)
        sleep(slept)
        clock.now()
      }
      const worked = laps.reduce((sum, [ms]) => sum + ms, 0)
      expect(Math.abs(clock.now() - worked)).toBeLessThanOrEqual(beatMs * laps.length)
    }),
  )
})

it('takes late beats for a busy machine', () => {
  let [time, beats] = [0, 0]
  const clock = new AwakeClock(
    {
      get beats() {
        return beats
      },
    },
    () => time,
  )
  ;[time, beats] = [60_000, 35]
  expect(clock.now()).toBe(60_000)
})

it('never goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20_000), fc.nat(100_000))), (laps) => {
      const { clock, work, sleep } = machine()
      let before = clock.now()
      for (const [worked, slept] of laps) {
        work(worked)
        sleep(slept)
        const now = clock.now()
        expect(now).toBeGreaterThanOrEqual(before)
        before = now
      }
    }),
  )
})
