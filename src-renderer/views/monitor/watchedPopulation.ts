import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ActiveRun } from '#shared/contract/queue.ts'

/** The population to watch: the one whose id the address names or, where it names none of the study's, the most alive. */
export function watchedPopulation(
  named: unknown,
  populations: readonly PopulationSummary[],
  active: readonly ActiveRun[],
): PopulationSummary | undefined {
  return populations.find(({ id }) => id === Number(named)) ?? mostAlive(populations, active)
}

/** That of the run begun last, else one with work left, else the newest. */
function mostAlive(
  populations: readonly PopulationSummary[],
  active: readonly ActiveRun[],
): PopulationSummary | undefined {
  const latest = active
    .filter(({ populationId }) => populations.some(({ id }) => id === populationId))
    .reduce<ActiveRun | undefined>((a, b) => (a && a.startedAt >= b.startedAt ? a : b), undefined)
  return (
    populations.find(({ id }) => id === latest?.populationId) ??
    populations.find(({ runs }) => runs.queued + runs.paused + runs.interrupted > 0) ??
    populations.at(-1)
  )
}
