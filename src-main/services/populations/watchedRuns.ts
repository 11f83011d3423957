import type { Database } from 'better-sqlite3'
import type { WatchedPopulation, WatchedRun } from '#shared/refinement/stopping/decidedEarly.ts'
import { listPopulations } from '#main/store/tables/populations.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import { countJudged, measuredOnByPopulation } from '#main/store/tables/summaries.ts'

/** The populations of a study's spaces, reduced to what their comparisons depend on. */
export function watchedPopulations(db: Database, studyId: number): WatchedPopulation[] {
  const judged = countJudged(db, studyId)
  const measured = measuredOnByPopulation(db, studyId)
  const classes = getStudy(db, studyId).classes ?? 2
  return listPopulations(db, studyId).flatMap((population): WatchedPopulation[] => {
    const { spaceId } = population
    if (spaceId === null) return []
    const measuredOn = measured.get(population.id) ?? { classes, validationCount: null }
    return [{ ...population, spaceId, counted: judged.get(population.id)?.counted ?? 0, measuredOn }]
  })
}

/** The runs of a population, reduced to what looks depend on, in sample order. */
export function watchedRuns(db: Database, populationId: number): WatchedRun[] {
  return db
    .prepare<[number], WatchedRun>(
      `SELECT id, populationId, position, experiment, status, errorPercent, exclusion, finishedAt FROM runs
       WHERE populationId = ? ORDER BY position`,
    )
    .all(populationId)
}
