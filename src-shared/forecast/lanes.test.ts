import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lanes } from './lanes.ts'

it('each task starts when the first trainer is free, in the given order, one per trainer at a time', () => {
  const tasks = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 30 })
  fc.assert(
    fc.property(tasks, fc.integer({ min: 1, max: 6 }), (durations, trainers) => {
      const places = lanes(durations, trainers)
      places.forEach(({ trainer, start }, i) => {
        expect(trainer).toBeLessThan(trainers)
        const ends = Array.from({ length: trainers }, (_, lane) =>
          Math.max(0, ...places.slice(0, i).map((one, k) => (one.trainer === lane ? one.start + durations[k]! : 0))),
        )
        expect(start).toBe(Math.min(...ends))
        expect(ends[trainer]).toBe(start)
      })
    }),
  )
})
