import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { sideAbove, sideWith, type Side } from '#shared/refinement/comparison/sides.ts'

/** What a population that is watched is compared by and with. */
export interface WatchedSides {
  /** It and the other populations of its space that were trained alike. */
  readonly own: Side<PopulationSummary>
  /** Of the nearest space above, with finished runs under the same terms. */
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
