import { countedErrors, isCounted } from '#shared/statistics/countedRun.ts'
import { sideEnding, type SideEnding } from '../stopping/looks.ts'
import type { Side, SidePopulation } from './sides.ts'
import { divergedOf, speakingRuns, type CountedRun } from './speakingRuns.ts'

/** A side with the runs that represent it. */
export interface PooledSide<P, Run> extends Side<P> {
  /** Finished and diverged runs by population and position, each experiment once. */
  readonly runs: readonly Run[]
  /** Errors in percent of the finished runs, in their order. */
  readonly errors: readonly number[]
  readonly diverged: number
  /** The populations that contribute a counted run. */
  readonly sources: readonly P[]
  readonly ending: SideEnding
}

/** The side with the runs of its populations; `rowsOf` returns the runs of one population. */
export function pooledSide<P extends SidePopulation, Run extends CountedRun>(
  side: Side<P>,
  rowsOf: (population: P) => readonly Run[],
): PooledSide<P, Run> {
  const runs = speakingRuns(side.populations.flatMap(rowsOf))
  const sources = side.populations.filter((population) => rowsOf(population).some(isCounted))
  const ending = sideEnding(side.populations)
  return { ...side, runs, errors: countedErrors(runs), diverged: divergedOf(runs), sources, ending }
}
