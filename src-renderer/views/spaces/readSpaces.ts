import type { RouteLocationNormalized } from 'vue-router'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { useOutlines, useRuns } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { livingParent } from './lineage.ts'
import { knownPopulation } from './spaceNumbers.ts'

/** The population by which each space is known that is not in the trash and has one. */
export const knownPopulations = (spaces: readonly StudySpace[], populations: readonly PopulationSummary[]) =>
  spaces.filter(({ trashedAt }) => trashedAt === null).flatMap(({ id }) => knownPopulation(populations, id) ?? [])

/** The space that the address names; without one the last draft, or the last space. */
export function selectedSpace(named: unknown, spaces: readonly StudySpace[]): StudySpace | undefined {
  const living = spaces.filter(({ trashedAt }) => trashedAt === null)
  return (
    living.find(({ id }) => String(id) === named) ?? living.findLast(({ state }) => state === 'draft') ?? living.at(-1)
  )
}

/** Of known populations that of the space, or of the nearest one above it, which has finished runs. */
export function measuredPopulation(
  space: StudySpace | undefined,
  spaces: readonly StudySpace[],
  known: readonly PopulationSummary[],
): PopulationSummary | undefined {
  const byId = new Map(spaces.map((other) => [other.id, other]))
  for (let at = space; at; at = byId.get(livingParent(at, byId) ?? NaN)) {
    const { id } = at
    const found = known.find(({ spaceId, runs }) => spaceId === id && runs.finished > 0)
    if (found) return found
  }
  return undefined
}

/** Reads the outlines of known populations, and the runs of the measured one with their networks. */
export async function readKnown(known: readonly PopulationSummary[], measured?: PopulationSummary): Promise<void> {
  await Promise.all([useOutlines().load(known.map(({ id }) => id)), measured && useRuns().load([measured.id])])
}

/** Reads the runs that the screen shows first. */
export async function readSpaces(studyId: number, { query }: RouteLocationNormalized): Promise<void> {
  const studies = useStudies()
  await studies.select(studyId)
  const known = knownPopulations(studies.spaces, studies.populations)
  await readKnown(known, measuredPopulation(selectedSpace(query['space'], studies.spaces), studies.spaces, known))
}
