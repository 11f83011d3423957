import type { Database } from 'better-sqlite3'
import { listRuns, type Run } from '#main/store/tables/runs.ts'

/**
 * At most `most` runs of a population, each of another network, spread evenly over the order of their FLOPs with both
 * ends, so that few networks span the whole range.
 */
export function runsToTime(db: Database, populationId: number, most: number): Run[] {
  const byNetwork = new Map(listRuns(db, { populationId }).map((run) => [JSON.stringify(run.network), run]))
  const sorted = [...byNetwork.values()].sort((a, b) => a.flops - b.flops || a.position - b.position)
  if (sorted.length <= most) return sorted
  if (most === 1) return [sorted[Math.floor(sorted.length / 2)]!]
  const places = Array.from({ length: most }, (_, i) => Math.round((i * (sorted.length - 1)) / (most - 1)))
  return places.map((place) => sorted[place]!)
}
