import type { Database } from 'better-sqlite3'
import type { WatchedRun } from '#shared/refinement/stopping/decidedEarly.ts'

/** The runs of a population, reduced to what looks depend on, in sample order. */
export function watchedRuns(db: Database, populationId: number): WatchedRun[] {
  return db
    .prepare<[number], WatchedRun>(
      `SELECT id, populationId, position, experiment, status, errorPercent, exclusion, finishedAt FROM runs
       WHERE populationId = ? ORDER BY position`,
    )
    .all(populationId)
}
