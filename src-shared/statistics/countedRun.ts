/** The fields that decide whether a run counts. */
export interface JudgedRun {
  /** One of the contract's runStatuses. */
  readonly status: string
  /** Top-1 error on the validation split in percent; null unless finished. */
  readonly errorPercent: number | null
  /** Why a user excluded the run; null if not excluded. */
  readonly exclusion: string | null
}

/**
 * Whether a run's error is evidence about its space: it finished and was not excluded. The single rule behind EDFs,
 * comparisons, suggestions and reports; tables also list the other runs.
 */
export function isCounted<Run extends JudgedRun>(run: Run): run is Run & { readonly errorPercent: number } {
  return run.status === 'finished' && run.errorPercent !== null && run.exclusion === null
}

/** Whether a run finished but was excluded. Such runs appear individually but enter no statistic. */
export const isExcludedResult = <Run extends JudgedRun>(
  run: Run,
): run is Run & { readonly errorPercent: number; readonly exclusion: string } =>
  run.status === 'finished' && run.errorPercent !== null && run.exclusion !== null

/** Whether a run counts as diverged. Diverged runs have no error and are reported beside every statistic. */
export const isCountedDiverged = ({ status, exclusion }: JudgedRun): boolean =>
  status === 'diverged' && exclusion === null

/** The errors in percent of the counted runs, in order. */
export const countedErrors = (runs: readonly JudgedRun[]): number[] =>
  runs.filter(isCounted).map(({ errorPercent }) => errorPercent)

/** How many runs were excluded for each reason, most frequent first; ties keep the order of the runs. */
export function exclusionReasons(runs: readonly Pick<JudgedRun, 'exclusion'>[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { exclusion } of runs) if (exclusion !== null) counts.set(exclusion, (counts.get(exclusion) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
}
