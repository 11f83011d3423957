import type { RouteLocationNormalized } from 'vue-router'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { countedOf, knownSide, lineageSides, type Side } from '#shared/refinement/comparison/sides.ts'
import { useOutlines, useRuns } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { livingParent } from './lineage.ts'

/** The populations that represent the spaces and take part in their comparisons. */
export const knownPopulations = (spaces: readonly StudySpace[], populations: readonly PopulationSummary[]) =>
  lineageSides(spaces, populations).flatMap((side) => side.populations)

/** The space named in the address; without one, the last draft or else the last space. */
export function selectedSpace(named: unknown, spaces: readonly StudySpace[]): StudySpace | undefined {
  const living = spaces.filter(({ trashedAt }) => trashedAt === null)
  return (
    living.find(({ id }) => String(id) === named) ?? living.findLast(({ state }) => state === 'draft') ?? living.at(-1)
  )
}

/** The representative populations of the space, or of its nearest ancestor, that has finished runs. */
export function measuredSide(
  space: StudySpace | undefined,
  spaces: readonly StudySpace[],
  populations: readonly PopulationSummary[],
): Side<PopulationSummary> | undefined {
  const byId = new Map(spaces.map((other) => [other.id, other]))
  for (let at = space; at; at = byId.get(livingParent(at, byId) ?? NaN)) {
    const found = knownSide(at.id, spaces, populations)
    if (found && countedOf(found) > 0) return found
  }
  return undefined
}

/** Reads the outlines of known populations, and the runs of the measured ones with their networks. */
export async function readKnown(
  known: readonly PopulationSummary[],
  measured?: Side<PopulationSummary>,
): Promise<void> {
  const [all, own] = [known, measured?.populations ?? []].map((list) => list.map(({ id }) => id))
  await Promise.all([useOutlines().load(all!), useRuns().load(own!)])
}

/** Reads the runs needed for the first render of the screen. */
export async function readSpaces(studyId: number, { query }: RouteLocationNormalized): Promise<void> {
  const studies = useStudies()
  await studies.select(studyId)
  const known = knownPopulations(studies.spaces, studies.populations)
  const selected = selectedSpace(query['space'], studies.spaces)
  await readKnown(known, measuredSide(selected, studies.spaces, studies.populations))
}
