import type { Database } from 'better-sqlite3'
import type { StudyDetail, StudySummary } from '#shared/contract/studies.ts'
import { lastEventTimes } from '#main/store/tables/events.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { studyDigest } from './digests.ts'
import { noRuns } from '#main/store/tables/runs.ts'
import { getStudy, listStudies, type Study } from '#main/store/tables/studies.ts'
import { countByStudy } from '#main/store/tables/summaries.ts'

/** All studies as the contract lists them, the last changed first, the trash included. */
export function studySummaries(db: Database): StudySummary[] {
  const counts = countByStudy(db)
  const times = lastEventTimes(db)
  return listStudies(db)
    .map(({ id, name, createdAt, trashedAt, isSample }: Study) => ({
      ...{ id, name, createdAt, changedAt: times.get(id) ?? createdAt, trashedAt, isSample },
      ...(counts.get(id) ?? { spaces: 0, populations: 0, runs: noRuns() }),
    }))
    .sort((a, b) => b.changedAt - a.changedAt || b.id - a.id)
}

/** One study as the contract lists it. Throws LabError 'notFound'. */
export function studySummary(db: Database, id: number): StudySummary {
  getStudy(db, id)
  return studySummaries(db).find((study) => study.id === id)!
}

/** A study with its plan. Throws LabError: there is none, or it was made by a version that had no plans, and not sampled. */
export function studyDetail(db: Database, id: number): StudyDetail {
  const { name, plan, classes } = getStudy(db, id)
  if (plan === null || classes === null) throw new LabError('invalid', sentence('studyWithoutPopulation', { name }))
  return { ...studySummary(db, id), plan, classes, digest: studyDigest(db, id) }
}
