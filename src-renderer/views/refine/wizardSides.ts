import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { comparedSides, type ComparedSides } from '#shared/refinement/comparison/sides.ts'

/**
 * The sides by which a space and its refinement are compared; undefined if one has no run that finished under the
 * other's terms.
 */
export function wizardSides(
  spaceId: number,
  refinedSpaceId: number,
  spaces: readonly StudySpace[],
  populations: readonly PopulationSummary[],
): ComparedSides<PopulationSummary> | undefined {
  const own = populations.filter((population) => [spaceId, refinedSpaceId].includes(population.spaceId))
  return comparedSides(refinedSpaceId, spaces, own)
}

/** The address query for the same comparison in Compare: all populations of both, and which two sides. */
export function compareQuery(
  newer: readonly PopulationSummary[],
  older: readonly PopulationSummary[],
): { populations: string; pair: string } {
  const idsOf = (populations: readonly PopulationSummary[]) => populations.map(({ id }) => id)
  return {
    populations: [...idsOf(older), ...idsOf(newer)].join(),
    pair: [...idsOf(newer).slice(0, 1), ...idsOf(older).slice(0, 1)].join(),
  }
}
