import type { Database } from 'better-sqlite3'
import type { MeasuredOn } from '#shared/contract/populations.ts'
import type { RunCounts, RunStatus } from '#shared/contract/scope.ts'
import { noRuns } from './runs.ts'

/** The size of a study, without the trash. */
export interface StudyCounts {
  spaces: number
  populations: number
  runs: RunCounts
}

/** The counts of each study by id; empty studies are absent. */
export function countByStudy(db: Database): Map<number, StudyCounts> {
  const counts = new Map<number, StudyCounts>()
  const of = (studyId: number): StudyCounts => {
    const known = counts.get(studyId)
    if (known) return known
    const fresh = { spaces: 0, populations: 0, runs: noRuns() }
    counts.set(studyId, fresh)
    return fresh
  }
  interface Count {
    studyId: number
    n: number
  }
  for (const table of ['spaces', 'populations'] as const) {
    const sql = `SELECT studyId, count(*) AS n FROM ${table} WHERE trashedAt IS NULL GROUP BY studyId`
    for (const { studyId, n } of db.prepare<[], Count>(sql).all()) of(studyId)[table] = n
  }
  const runs = `SELECT studyId, status, count(*) AS n FROM runs JOIN populations ON populations.id = runs.populationId
    WHERE populations.trashedAt IS NULL GROUP BY studyId, status`
  for (const { studyId, status, n } of db.prepare<[], Count & { status: RunStatus }>(runs).all())
    of(studyId).runs[status] = n
  return counts
}

/** How many runs of each population of a study are in each state, by population id. */
export function countByPopulation(db: Database, studyId: number): Map<number, RunCounts> {
  const counts = new Map<number, RunCounts>()
  for (const { populationId, status, n } of db
    .prepare<[number], { populationId: number; status: RunStatus; n: number }>(
      `SELECT populationId, status, count(*) AS n FROM runs
       WHERE populationId IN (SELECT id FROM populations WHERE studyId = ?) GROUP BY populationId, status`,
    )
    .all(studyId)) {
    const known = counts.get(populationId) ?? noRuns()
    known[status] = n
    counts.set(populationId, known)
  }
  return counts
}

/** How many runs of each population of a study count (see isCounted) or are excluded, by population id. */
export function countJudged(db: Database, studyId: number): Map<number, { counted: number; excluded: number }> {
  const rows = db
    .prepare<[number], { populationId: number; counted: number; excluded: number }>(
      `SELECT populationId, count(exclusion) AS excluded,
         count(*) FILTER (WHERE status = 'finished' AND errorPercent IS NOT NULL AND exclusion IS NULL) AS counted
       FROM runs WHERE populationId IN (SELECT id FROM populations WHERE studyId = ?) GROUP BY populationId`,
    )
    .all(studyId)
  return new Map(rows.map(({ populationId, ...counts }) => [populationId, counts]))
}

/** What the errors of each population of a study are measured on, by population id. */
export function measuredOnByPopulation(db: Database, studyId: number): Map<number, MeasuredOn> {
  const rows = db
    .prepare<[number], MeasuredOn & { id: number }>(
      `SELECT populations.id AS id, runs.network ->> '$.classes' AS classes, (
         SELECT validationCount FROM runs WHERE populationId = populations.id AND validationCount IS NOT NULL LIMIT 1
       ) AS validationCount
       FROM populations JOIN runs ON runs.populationId = populations.id AND runs.position = 0
       WHERE populations.studyId = ?`,
    )
    .all(studyId)
  return new Map(rows.map(({ id, ...measuredOn }) => [id, measuredOn]))
}
