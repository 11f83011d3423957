import type { Database } from 'better-sqlite3'
import type { StudyDetail, StudySummary } from '#shared/contract/studies.ts'
import { lastEventTimes } from '#main/store/tables/events.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { parseStudyFile } from '#shared/studyFiles/studyFile.ts'
import { studyDigest } from './digests.ts'
import { studyParts } from './studyDefinition.ts'
import { noRuns } from '#main/store/tables/runs.ts'
import { getStudy, listStudies, type Study } from '#main/store/tables/studies.ts'
import { countByStudy } from '#main/store/tables/summaries.ts'

/** All studies as the contract lists them, latest changed first, including the trash. */
export const studySummaries = (db: Database): StudySummary[] =>
  summariesOf(db, listStudies(db)).sort((a, b) => b.changedAt - a.changedAt || b.id - a.id)

/** One study as the contract lists it. Throws LabError 'notFound'. */
export const studySummary = (db: Database, id: number): StudySummary => summaryOf(db, getStudy(db, id))

/**
 * A study with its plan. Throws LabError if it does not exist, or comes from a version without plans and was never
 * sampled.
 */
export function studyDetail(db: Database, id: number): StudyDetail {
  const study = getStudy(db, id)
  const { name, plan, classes } = study
  if (plan === null || classes === null) throw new LabError('invalid', sentence('studyWithoutPopulation', { name }))
  return { ...summaryOf(db, study), plan, classes, digest: studyDigest(db, id), ...askedNetworks(study) }
}

/** See StudyDetail.networksOf. */
function askedNetworks({ definition }: Pick<Study, 'definition'>): Pick<StudyDetail, 'networksOf'> {
  const isPlain = typeof definition !== 'object' || definition === null
  if (isPlain || !('networks' in definition || 'regimes' in definition)) return {}
  const networksOf: Record<string, number> = {}
  for (const { definition: space, plan } of studyParts(parseStudyFile(definition)))
    networksOf[space.id] = (networksOf[space.id] ?? 0) + plan.perSpace
  return { networksOf }
}

const summaryOf = (db: Database, study: Study): StudySummary => summariesOf(db, [study], study.id)[0]!

/** `onlyId`: set if `studies` is just this study, so that only its rows are counted. */
function summariesOf(db: Database, studies: readonly Study[], onlyId?: number): StudySummary[] {
  const counts = countByStudy(db, onlyId)
  const times = lastEventTimes(db, onlyId)
  return studies.map(({ id, name, createdAt, trashedAt, isSample }) => ({
    ...{ id, name, createdAt, changedAt: times.get(id) ?? createdAt, trashedAt, isSample },
    ...(counts.get(id) ?? { spaces: 0, populations: 0, runs: noRuns() }),
  }))
}
