import { expect, it } from 'vitest'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ActiveRun } from '#shared/contract/queue.ts'
import { watchedPopulation } from './watchedPopulation.ts'

const population = (id: number, runs: Partial<PopulationSummary['runs']> = {}) =>
  ({ id, runs: { queued: 0, paused: 0, interrupted: 0, ...runs } }) as PopulationSummary
const watched = (populations: readonly PopulationSummary[], runs: readonly ActiveRun[], named?: string) =>
  watchedPopulation(named, populations, runs)?.id
const active = (populationId: number, startedAt: number) => ({ populationId, startedAt }) as ActiveRun

it('watches the population named in the address', () => {
  expect(watched([population(1), population(2)], [active(2, 20)], '1')).toBe(1)
  expect(watched([population(1), population(2)], [], '7')).toBe(2)
})
it('prefers populations in training, the most recently started run first', () => {
  expect(watched([population(1, { queued: 3 }), population(2)], [active(1, 10), active(2, 20)])).toBe(2)
})
it('ignores runs of other studies', () => {
  expect(watched([population(1), population(2)], [active(7, 30), active(1, 10)])).toBe(1)
})
it('falls back to a population with open runs, then to the newest', () => {
  expect(watched([population(1), population(2, { paused: 1 }), population(3)], [])).toBe(2)
  expect(watched([population(1), population(2)], [])).toBe(2)
  expect(watched([], [])).toBeUndefined()
})
