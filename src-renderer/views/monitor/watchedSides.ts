import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { sideAbove, sideWith, type Side } from '#shared/refinement/comparison/sides.ts'

/** The two sides of the comparison shown for a watched population. */
export interface WatchedSides {
  /** The population together with the others of its space that were trained alike. */
  readonly own: Side<PopulationSummary>
  /** The nearest ancestor space with finished runs under the same terms. */
  readonly above: Side<PopulationSummary> | undefined
}

export function watchedSides(
  population: PopulationSummary,
  spaces: readonly StudySpace[],
  populations: readonly PopulationSummary[],
): WatchedSides {
  const own = sideWith(population, populations)
  return { own, above: sideAbove(own, spaces, populations) }
}
