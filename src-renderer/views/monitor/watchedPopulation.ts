import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ActiveRun } from '#shared/contract/queue.ts'

/** The population to watch: the one named in the address if it belongs to the study, otherwise the most active one. */
export function watchedPopulation(
  named: unknown,
  populations: readonly PopulationSummary[],
  active: readonly ActiveRun[],
): PopulationSummary | undefined {
  return populations.find(({ id }) => id === Number(named)) ?? mostAlive(populations, active)
}

/** The population of the most recently started run, else one with open runs, else the newest. */
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
