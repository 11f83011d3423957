/** What decides whether a run counts. */
export interface JudgedRun {
  /** One of runStatuses of the contract. */
  readonly status: string
  /** Top-1 error on the validation split; null unless finished. */
  readonly errorPercent: number | null
  /** Why it was excluded by hand; null: it was not. */
  readonly exclusion: string | null
}

/**
 * Whether the error of a run is evidence about its space: it finished and nobody excluded it. The one rule for EDFs,
 * comparisons, suggestions and reports; tables show the other runs too.
 */
export function isCounted<Run extends JudgedRun>(run: Run): run is Run & { readonly errorPercent: number } {
  return run.status === 'finished' && run.errorPercent !== null && run.exclusion === null
}

/** Whether a run finished and was excluded: shown where runs are shown one by one, and in no number. */
export const isExcludedResult = <Run extends JudgedRun>(
  run: Run,
): run is Run & { readonly errorPercent: number; readonly exclusion: string } =>
  run.status === 'finished' && run.errorPercent !== null && run.exclusion !== null

/** Whether a run counts among those that diverged, which have no error and are told beside every statistic. */
export const isCountedDiverged = ({ status, exclusion }: JudgedRun): boolean =>
  status === 'diverged' && exclusion === null

/** The errors in percent of the runs that count, in their order. */
export const countedErrors = (runs: readonly JudgedRun[]): number[] =>
  runs.filter(isCounted).map(({ errorPercent }) => errorPercent)

/** How many runs were excluded for each reason, by number, then in the order of the runs. */
export function exclusionReasons(runs: readonly Pick<JudgedRun, 'exclusion'>[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { exclusion } of runs) if (exclusion !== null) counts.set(exclusion, (counts.get(exclusion) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
}
