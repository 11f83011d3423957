import { isCounted, isCountedDiverged, type JudgedRun } from '#shared/statistics/countedRun.ts'

/** A run as far as it decides whether and how it counts. */
export interface CountedRun extends JudgedRun {
  readonly id: number
  readonly populationId: number
  /** Order of the sample, from 0. */
  readonly position: number
  /** Equal for two trainings of one network from one seed: the same experiment. */
  readonly experiment: string
}

/** Whether a run counts in a comparison: it came to an end that says something of its network, and nobody excluded it. */
export const counts = (run: JudgedRun): boolean => isCounted(run) || isCountedDiverged(run)

/**
 * The runs of populations that speak for their space, by population and position: those that count, an experiment that
 * was made twice once. Where one of its runs finished and another did not, the finished one speaks; else the first.
 */
export function speakingRuns<Run extends CountedRun>(runs: readonly Run[]): Run[] {
  const speaking = new Map<string, Run>()
  const ordered = runs
    .filter(counts)
    .sort((a, b) => a.populationId - b.populationId || a.position - b.position || a.id - b.id)
  for (const run of ordered) {
    const known = speaking.get(run.experiment)
    if (!known || (known.status !== 'finished' && run.status === 'finished')) speaking.set(run.experiment, run)
  }
  return ordered.filter((run) => speaking.get(run.experiment) === run)
}

/** How many of them diverged. */
export const divergedOf = (runs: readonly CountedRun[]): number =>
  runs.filter(({ status }) => status === 'diverged').length
