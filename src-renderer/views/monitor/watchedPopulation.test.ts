import { expect, it } from 'vitest'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ActiveRun } from '#shared/contract/queue.ts'
import { watchedPopulation } from './watchedPopulation.ts'

const population = (id: number, runs: Partial<PopulationSummary['runs']> = {}) =>
  ({ id, runs: { queued: 0, paused: 0, interrupted: 0, ...runs } }) as PopulationSummary
const watched = (populations: readonly PopulationSummary[], runs: readonly ActiveRun[], named?: string) =>
  watchedPopulation(named, populations, runs)?.id
const active = (populationId: number, startedAt: number) => ({ populationId, startedAt }) as ActiveRun

it('watches what the address names', () => {
  expect(watched([population(1), population(2)], [active(2, 20)], '1')).toBe(1)
  expect(watched([population(1), population(2)], [], '7')).toBe(2)
})
it('watches what trains, the run begun last before the others', () => {
  expect(watched([population(1, { queued: 3 }), population(2)], [active(1, 10), active(2, 20)])).toBe(2)
})
it('passes over what trains for another study', () => {
  expect(watched([population(1), population(2)], [active(7, 30), active(1, 10)])).toBe(1)
})
it('watches what has work left where nothing trains, else the newest', () => {
  expect(watched([population(1), population(2, { paused: 1 }), population(3)], [])).toBe(2)
  expect(watched([population(1), population(2)], [])).toBe(2)
  expect(watched([], [])).toBeUndefined()
})
