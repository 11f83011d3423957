import { expect, it } from 'vitest'
import { doneBy } from './estimate.ts'

/** Ten networks that finish after exactly 10, 20, … 100 s. */
const forecast = {
  finishes: Array.from({ length: 10 }, (_, task) => ({ task, mean: 10 * (task + 1), deviation: 0 })),
  seconds: { value: 100, low: 100, high: 100 },
  reach: 1.96,
}

it('counts the networks done by then: most behind the shortest queue, fewest behind the longest', () => {
  expect(doneBy(forecast, 60_000, [0, 0])).toEqual({ value: 6, low: 6, high: 6 })
  expect(doneBy(forecast, 60_000, [10_000, 30_000])).toEqual({ value: 4, low: 3, high: 5 })
  expect(doneBy(forecast, 60_000, [10_000, 90_000])).toEqual({ value: 1, low: 0, high: 5 })
})
