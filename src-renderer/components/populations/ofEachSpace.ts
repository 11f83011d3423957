import type { PopulationSummary } from '#shared/contract/populations.ts'

/** More lines than this are read better by choice. */
const most = 8

/** Ids of the population of each space with the most runs that count, oldest space first, at most eight of the newest. */
export function ofEachSpace(populations: readonly PopulationSummary[]): number[] {
  const largest = new Map<number, PopulationSummary>()
  for (const population of populations) {
    const known = largest.get(population.spaceId)
    if (population.counted > (known?.counted ?? 0)) largest.set(population.spaceId, population)
  }
  return [...largest.values()].map(({ id }) => id).slice(-most)
}
