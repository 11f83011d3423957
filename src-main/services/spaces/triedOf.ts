import type { Database } from 'better-sqlite3'
import { triedRefinements, type TriedRefinement } from '#shared/refinement/tried/triedRefinements.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import { watchedPopulations, watchedRuns } from '../populations/watchedRuns.ts'

/** The refinements that a study has tried, from its runs. Throws LabError 'notFound'. */
export function triedOf(db: Database, studyId: number): TriedRefinement[] {
  getStudy(db, studyId)
  return triedRefinements(listSpaces(db, studyId), watchedPopulations(db, studyId), ({ id }) => watchedRuns(db, id))
}
