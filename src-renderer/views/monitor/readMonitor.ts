import type { RouteLocationNormalized } from 'vue-router'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { useLabConnection } from '#renderer/stores/labConnection.ts'
import { useCourses, useOutlines } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { watchedSides, type WatchedSides } from './watchedSides.ts'
import { watchedPopulation } from './watchedPopulation.ts'

/**
 * Reads the runs of a population with their curves, and the outlines of the populations on both sides of its
 * comparison.
 */
export async function readMonitored(population: PopulationSummary, { own, above }: WatchedSides): Promise<void> {
  const others = [own, ...(above ? [above] : [])].flatMap((side) => side.populations.map(({ id }) => id))
  await useCourses().load([population.id])
  await useOutlines().load(others)
}

/** Reads the runs needed for the first render of the screen. */
export async function readMonitor(studyId: number, { query }: RouteLocationNormalized): Promise<void> {
  const studies = useStudies()
  await studies.select(studyId)
  const population = watchedPopulation(query['population'], studies.populations, useLabConnection().queue?.active ?? [])
  if (population) await readMonitored(population, watchedSides(population, studies.spaces, studies.populations))
}
