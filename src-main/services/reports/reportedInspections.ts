import type { Database } from 'better-sqlite3'
import type { ReportedInspection } from '#main/reports/studyReport.ts'
import { listInspections } from '#main/store/tables/inspections.ts'

/** What the networks of populations get wrong that were looked into; nothing if none was. */
export function reportedInspections(
  db: Database,
  populationIds: readonly number[],
): { inspections?: readonly ReportedInspection[] } {
  const inspections = populationIds
    .flatMap((populationId) => listInspections(db, { populationId }))
    .map((stored): ReportedInspection => {
      const { classNames, split, count, errors, recordedErrors, loss, confusion, worst } = stored
      const { runId, madeAt, imageSize, pixels, judgements } = stored
      return {
        ...{ runId: String(runId), madeAt, classNames, split, count, errors, recordedErrors, loss, confusion, worst },
        ...{ imageSize, pixels, judgements },
      }
    })
  return inspections.length > 0 ? { inspections } : {}
}
