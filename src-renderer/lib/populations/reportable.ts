import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { lineageOrder } from '#shared/refinement/comparison/lineageOrder.ts'
import { speaks } from './speaks.ts'

/** The populations that a report or figure can show, in lineage order: those with runs that represent a space. */
export function reportable(
  populations: readonly PopulationSummary[],
  spaces: readonly Pick<StudySpace, 'id' | 'parentId' | 'trashedAt'>[],
): PopulationSummary[] {
  const shown = populations.filter(
    (population) =>
      population.trashedAt === null && speaks(population) && spaces.some(({ id }) => id === population.spaceId),
  )
  return lineageOrder(shown, spaces)
}
