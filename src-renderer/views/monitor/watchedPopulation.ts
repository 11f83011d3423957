import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ActiveRun } from '#shared/contract/queue.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'

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

/** The newest population, with a finished run, of the nearest ancestor space that has one. */
export function ancestorOf(
  { spaceId }: PopulationSummary,
  spaces: readonly StudySpace[],
  populations: readonly PopulationSummary[],
): PopulationSummary | undefined {
  const parentOf = (id: number) => spaces.find((space) => space.id === id)?.parentId ?? null
  for (let id = parentOf(spaceId); id !== null; id = parentOf(id)) {
    const found = populations.findLast((population) => population.spaceId === id && population.runs.finished > 0)
    if (found) return found
  }
  return undefined
}
