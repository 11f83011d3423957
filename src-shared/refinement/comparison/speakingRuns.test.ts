import { expect, it } from 'vitest'
import { divergedOf, speakingRuns, type CountedRun } from './speakingRuns.ts'

const run = (id: number, change: Partial<CountedRun> = {}): CountedRun => ({
  ...{ id, populationId: 1, position: id, status: 'finished', errorPercent: 30, exclusion: null, experiment: 'a' },
  ...change,
})
const diverged = { status: 'diverged', errorPercent: null }
const idsOf = (runs: CountedRun[]) => speakingRuns(runs).map(({ id }) => id)

it('a repeated experiment counts by its finished run, or else its first', () => {
  expect(idsOf([run(1), run(2)])).toEqual([1])
  expect(idsOf([run(1, diverged), run(2), run(3)])).toEqual([2])
  expect(idsOf([run(1), run(2, diverged)])).toEqual([1])
  expect(idsOf([run(1, diverged), run(2, diverged)])).toEqual([1])
})

it('the first run is the one of the older population, then the earlier position, then the lower id', () => {
  const runs = [
    run(1, { populationId: 2, position: 0, experiment: 'd' }),
    run(2, { populationId: 1, position: 5, experiment: 'c' }),
    run(3, { populationId: 1, position: 4, experiment: 'b' }),
    run(5, { populationId: 1, position: 3, experiment: 'e' }),
    run(4, { populationId: 1, position: 3, experiment: 'f' }),
    run(6, { populationId: 3, position: 0, experiment: 'c' }),
  ]
  expect(idsOf(runs)).toEqual([4, 5, 3, 2, 1])
  expect(divergedOf([run(1), run(2, diverged), run(3, diverged)])).toBe(2)
})
