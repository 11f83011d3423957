import { expect, it } from 'vitest'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { sampleSoFar } from './sampleSoFar.ts'

const none = { queued: 0, running: 0, paused: 0, interrupted: 0, finished: 0, diverged: 0, failed: 0, cancelled: 0 }
const population = (id: number, count: number, runs: object) =>
  ({ id, count, runs: { ...none, ...runs } }) as unknown as PopulationSummary

it('covers all compared populations and the last sampled one, each once', () => {
  const [first, second] = [population(1, 4, { finished: 4 }), population(2, 6, { finished: 2, running: 1, queued: 3 })]
  const both = { count: 10, runs: { ...none, finished: 6, running: 1, queued: 3 }, open: 4 }
  expect(sampleSoFar([first], second)).toEqual(both)
  expect(sampleSoFar([first, second], second)).toEqual(both)
  expect(sampleSoFar([first], undefined)).toEqual({ count: 4, runs: { ...none, finished: 4 }, open: 0 })
})
