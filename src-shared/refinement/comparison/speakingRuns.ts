import { isCounted, isCountedDiverged, type JudgedRun } from '#shared/statistics/countedRun.ts'

/** A run, reduced to what decides whether it counts. */
export interface CountedRun extends JudgedRun {
  readonly id: number
  readonly populationId: number
  /** Position in the sample, from 0. */
  readonly position: number
  /** Equal for two trainings of one network from one seed, which are the same experiment. */
  readonly experiment: string
}

/** Whether a run counts in a comparison: it finished or diverged, and was not excluded. */
export const counts = (run: JudgedRun): boolean => isCounted(run) || isCountedDiverged(run)

/**
 * The counted runs that represent a space, by population and position, each experiment once. Of a repeated experiment
 * the finished run counts, or else the first.
 */
export function speakingRuns<Run extends CountedRun>(runs: readonly Run[]): Run[] {
  const speaking = new Map<string, Run>()
  const ordered = runs
    .filter(counts)
    .sort((a, b) => a.populationId - b.populationId || a.position - b.position || a.id - b.id)
  for (const run of ordered) {
    const current = speaking.get(run.experiment)
    if (!current || (current.status !== 'finished' && run.status === 'finished')) speaking.set(run.experiment, run)
  }
  return ordered.filter((run) => speaking.get(run.experiment) === run)
}

/** How many of the runs diverged. */
export const divergedOf = (runs: readonly CountedRun[]): number =>
  runs.filter(({ status }) => status === 'diverged').length
