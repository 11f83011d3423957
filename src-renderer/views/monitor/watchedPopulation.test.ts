import { expect, it } from 'vitest'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ActiveRun } from '#shared/contract/queue.ts'
import { mostAlive } from './watchedPopulation.ts'

const population = (id: number, runs: Partial<PopulationSummary['runs']> = {}) =>
  ({ id, runs: { queued: 0, paused: 0, interrupted: 0, ...runs } }) as PopulationSummary
const active = (populationId: number, startedAt: number) => ({ populationId, startedAt }) as ActiveRun

it('watches what trains, the run begun last before the others', () => {
  expect(mostAlive([population(1, { queued: 3 }), population(2)], [active(1, 10), active(2, 20)])?.id).toBe(2)
})
it('passes over what trains for another study', () => {
  expect(mostAlive([population(1), population(2)], [active(7, 30), active(1, 10)])?.id).toBe(1)
})
it('watches what has work left where nothing trains, else the newest', () => {
  expect(mostAlive([population(1), population(2, { paused: 1 }), population(3)], [])?.id).toBe(2)
  expect(mostAlive([population(1), population(2)], [])?.id).toBe(2)
  expect(mostAlive([], [])).toBeUndefined()
})
