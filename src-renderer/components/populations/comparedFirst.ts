import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { finishedOf, lineageSides } from '#shared/refinement/sides.ts'

/** More lines than this are read better by choice. */
const most = 8

/**
 * Ids of the populations that speak for the spaces of a lineage, oldest first: what is compared where nothing was
 * chosen. Those of at most eight sides, the newest.
 */
export function comparedFirst(spaces: readonly StudySpace[], populations: readonly PopulationSummary[]): number[] {
  return lineageSides(spaces, populations)
    .filter((side) => finishedOf(side) > 0)
    .slice(-most)
    .flatMap((side) => side.populations.filter(({ runs }) => runs.finished > 0).map(({ id }) => id))
}
