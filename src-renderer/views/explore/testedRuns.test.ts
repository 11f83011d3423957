import { describe, expect, it } from 'vitest'
import type { FinalTest } from '#shared/contract/inspections.ts'
import type { RunRow } from '#shared/contract/runs.ts'
import { replicatesAmong, testMeans, testPlan } from './testedRuns.ts'

const network = (width: number) => ({ stages: [{ width }] }) as unknown as RunRow['network']
const run = (id: number, populationId: number, width: number, status: RunRow['status'] = 'finished') =>
  ({
    ...{ id, populationId, network: network(width), status, exclusion: null },
    errorPercent: status === 'finished' ? 40 + id : null,
  }) as RunRow
/** A sample of two networks, and two networks that were trained again, of which one run diverged. */
const rows = [run(1, 1, 8), run(2, 1, 16), run(3, 2, 8), run(4, 2, 8), run(5, 3, 16), run(6, 3, 16, 'diverged')]
const tested = (...all: [id: number, wrong: number][]): ReadonlyMap<number, FinalTest> =>
  new Map(all.map(([runId, wrong]) => [runId, { runId, wrong, count: 200, isRecorded: true }]))

describe('The final test', () => {
  it('is of runs of networks that were trained again, not of a sample', () => {
    expect(replicatesAmong(rows).map(({ id }) => id)).toEqual([3, 4, 5, 6])
  })

  it('waits for all of them, leaves out those that do not count, and is taken once', () => {
    const replicates = replicatesAmong(rows)
    const ids = (tests = tested()) => {
      const { counted, untested, open } = testPlan(replicates, tests)
      return [counted.map(({ id }) => id), untested.map(({ id }) => id), open]
    }
    expect(ids()).toEqual([[3, 4, 5], [3, 4, 5], 0])
    expect(ids(tested([4, 50]))).toEqual([[3, 4, 5], [3, 5], 0])
    expect(testPlan([...replicates, run(7, 3, 16, 'paused')], tested()).open).toBe(1)
  })

  it('has a mean for each network of which every run was tested', () => {
    const { counted } = testPlan(replicatesAmong(rows), tested())
    // statistics.stdev([25, 30]) of Python is 3.5355339059327378.
    const [mean, ...others] = testMeans(counted, tested([3, 50], [4, 60]))
    expect([mean!.populationId, mean!.n, mean!.mean, others.length]).toEqual([2, 2, 27.5, 0])
    expect(mean!.deviation).toBeCloseTo(3.5355339059327378, 12)
  })
})
