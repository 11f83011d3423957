import { countedErrors, isCounted } from '#shared/statistics/countedRun.ts'
import type { Side, SidePopulation } from './sides.ts'
import { divergedOf, speakingRuns, type CountedRun } from './speakingRuns.ts'

/** A side with the runs that speak for it. */
export interface PooledSide<P, Run> extends Side<P> {
  /** Finished and diverged, by population and position, an experiment that was made twice once. */
  readonly runs: readonly Run[]
  /** Of the finished ones, in percent and in their order. */
  readonly errors: readonly number[]
  readonly diverged: number
  /** The populations that the errors are from: those with a run that counts. */
  readonly sources: readonly P[]
}

/** The side with the runs of its populations; `rowsOf` gives those of one. */
export function pooledSide<P extends SidePopulation, Run extends CountedRun>(
  side: Side<P>,
  rowsOf: (population: P) => readonly Run[],
): PooledSide<P, Run> {
  const runs = speakingRuns(side.populations.flatMap(rowsOf))
  const sources = side.populations.filter((population) => rowsOf(population).some(isCounted))
  return { ...side, runs, errors: countedErrors(runs), diverged: divergedOf(runs), sources }
}
