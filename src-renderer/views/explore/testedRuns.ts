import type { FinalTest } from '#shared/contract/inspections.ts'
import type { RunRow } from '#shared/contract/runs.ts'
import { areReplicates } from '#shared/designspaces/areReplicates.ts'
import { isCounted } from '#shared/statistics/countedRun.ts'
import { momentsOf } from '#shared/statistics/ranges/meanRange.ts'

/** The runs whose network was trained several times in their population, among those shown. */
export function replicatesAmong(rows: readonly RunRow[]): RunRow[] {
  const populations = Map.groupBy(rows, ({ populationId }) => populationId)
  return [...populations.values()].filter((own) => areReplicates(own.map(({ network }) => network))).flat()
}

const isOpen: Record<RunRow['status'], boolean> = {
  ...{ queued: true, running: true, paused: true, interrupted: true },
  ...{ finished: false, diverged: false, failed: false, cancelled: false },
}

/** What a final test of runs is about to do. */
export interface TestPlan {
  /** Those that count, in the given order. */
  readonly counted: readonly RunRow[]
  /** Those of them that were not tested yet. */
  readonly untested: readonly RunRow[]
  /** Number of runs that have not ended. */
  readonly open: number
}

export function testPlan(runs: readonly RunRow[], tests: ReadonlyMap<number, FinalTest>): TestPlan {
  const counted = runs.filter(isCounted)
  return {
    counted,
    untested: counted.filter(({ id }) => !tests.has(id)),
    open: runs.filter(({ status }) => isOpen[status]).length,
  }
}

export const testErrorPercent = ({ wrong, count }: Pick<FinalTest, 'wrong' | 'count'>): number => (100 * wrong) / count

/** The mean test error of each population of which every counted run was tested, in percent, in the order of `counted`. */
export function testMeans(
  counted: readonly RunRow[],
  tests: ReadonlyMap<number, FinalTest>,
): { populationId: number; n: number; mean: number; deviation: number }[] {
  return [...Map.groupBy(counted, ({ populationId }) => populationId)].flatMap(([populationId, runs]) => {
    const found = runs.map(({ id }) => tests.get(id))
    if (found.includes(undefined)) return []
    const { n, mean, variance } = momentsOf(found.map((test) => testErrorPercent(test!)))
    return [{ populationId, n, mean, deviation: Math.sqrt(variance) }]
  })
}
