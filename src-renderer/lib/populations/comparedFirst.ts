import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { countedOf, lineageSides } from '#shared/refinement/comparison/sides.ts'
import { speaks } from './speaks.ts'

/** With more lines than this, the user should choose. */
const most = 8

/**
 * Ids of the populations that represent the spaces of a lineage, oldest first: the default comparison. At most eight
 * sides, the newest.
 */
export function comparedFirst(spaces: readonly StudySpace[], populations: readonly PopulationSummary[]): number[] {
  return lineageSides(spaces, populations)
    .filter((side) => countedOf(side) > 0)
    .slice(-most)
    .flatMap((side) => side.populations.filter(speaks).map(({ id }) => id))
}
