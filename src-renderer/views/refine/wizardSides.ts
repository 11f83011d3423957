import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { comparedSides, type ComparedSides } from '#shared/refinement/comparison/sides.ts'

/**
 * What a space and the one that refines it are compared by; undefined while one of them has no run that is finished under
 * the terms of the other.
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

/** The address under which Compare looks at the same: all populations of both, and which two sides. */
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
