import type { Database } from 'better-sqlite3'
import type { TimePrediction } from '#shared/contract/timings.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import { fittedTimes, type TimedUnder } from '#shared/timing/fittedTimes.ts'
import { listPublishedTimings, listTimedSizes } from '#main/store/tables/timings.ts'

/** What predicts the time of other networks here: see timings.predictions of the contract. */
export function timePredictions(db: Database): TimePrediction[] {
  const published = listPublishedTimings(db).flatMap(({ name, conditions, time: { ms } }): TimedUnder[] => {
    const found = publishedNetworks.find((one) => one.name === name)
    if (!found) return []
    const { flops, activations } = networkComplexity(found.network)
    return [{ conditions, ms, flops, activations }]
  })
  return [
    ...fittedTimes(listTimedSizes(db)).map((one) => ({ ...one, isPublished: false })),
    ...fittedTimes(published).map((one) => ({ ...one, isPublished: true })),
  ]
}
