import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { planDifferences } from './planDifferences.ts'

/**
 * The newest population of the nearest ancestor space that has one with finished runs and trained alike: what a
 * population is to be compared with.
 */
export function ancestorOf(
  { spaceId, plan }: PopulationSummary,
  spaces: readonly StudySpace[],
  populations: readonly PopulationSummary[],
): PopulationSummary | undefined {
  const parentOf = (id: number) => spaces.find((space) => space.id === id)?.parentId ?? null
  const isAlike = (other: PopulationSummary) => planDifferences(plan, other.plan).length === 0
  for (let id = parentOf(spaceId); id !== null; id = parentOf(id)) {
    const found = populations.findLast((other) => other.spaceId === id && other.runs.finished > 0 && isAlike(other))
    if (found) return found
  }
  return undefined
}
