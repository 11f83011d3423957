import type { Database } from 'better-sqlite3'
import { insertEvent } from '#main/store/events.ts'
import { getStudy, insertStudy } from '#main/store/studies.ts'

/** The id of a new study. Throws LabError 'invalid' if the name is taken. */
export function createStudy(db: Database, study: { name: string; definition: unknown }, now: number): number {
  return db.transaction(() => {
    const studyId = insertStudy(db, { ...study, createdAt: now })
    insertEvent(db, { studyId, runId: null, kind: 'studyCreated', data: { name: study.name }, at: now })
    return studyId
  })()
}

/** Writes a line of the user's into a study's log: a decision with its reason, say. */
export function note(db: Database, studyId: number, data: Record<string, unknown>, now: number): void {
  getStudy(db, studyId)
  insertEvent(db, { studyId, runId: null, kind: 'note', data, at: now })
}
