import type { RouteLocationNormalized } from 'vue-router'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { ancestorOf } from '#renderer/views/plan/ancestor.ts'
import { useBench } from '#renderer/stores/bench.ts'
import { useCourses, useOutlines } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { watchedPopulation } from './watchedPopulation.ts'

/** Reads the runs of a population with their curves, and those of the one that it is compared with. */
export async function readMonitored(population: PopulationSummary, ancestor?: PopulationSummary): Promise<void> {
  await Promise.all([useCourses().load([population.id]), ancestor && useOutlines().load([ancestor.id])])
}

/** Reads the runs that the screen shows first. */
export async function readMonitor(studyId: number, { query }: RouteLocationNormalized): Promise<void> {
  const studies = useStudies()
  await studies.select(studyId)
  const population = watchedPopulation(query['population'], studies.populations, useBench().queue?.active ?? [])
  if (population) await readMonitored(population, ancestorOf(population, studies.spaces, studies.populations))
}
