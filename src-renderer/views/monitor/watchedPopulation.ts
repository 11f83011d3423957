import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ActiveRun } from '#shared/contract/queue.ts'

/** The population to watch unless one is named: that of the run begun last, else one with work left, else the newest. */
export function mostAlive(
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
