import type { PopulationSummary } from '#shared/contract/populations.ts'
import { runStatuses, type RunCounts } from '#shared/contract/scope.ts'

/** The states of the runs of several populations together. */
export interface SampleSoFar {
  readonly count: number
  readonly runs: Readonly<RunCounts>
  /** Runs that have not ended. */
  readonly open: number
}

/** Adds up the populations that are compared as one, and the latest one, which may have nothing to compare yet. */
export function sampleSoFar(
  compared: readonly PopulationSummary[],
  latest: PopulationSummary | undefined,
): SampleSoFar {
  const all = latest && !compared.some(({ id }) => id === latest.id) ? [...compared, latest] : compared
  const sum = (of: (population: PopulationSummary) => number) => all.reduce((total, one) => total + of(one), 0)
  const runs = Object.fromEntries(runStatuses.map((status) => [status, sum((one) => one.runs[status])])) as RunCounts
  return {
    count: sum(({ count }) => count),
    runs,
    open: runs.queued + runs.running + runs.paused + runs.interrupted,
  }
}
