import type { Database } from 'better-sqlite3'
import type { EventData } from '#shared/contract/events.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { findSpace, insertSpace, listSpaces } from '#main/store/tables/spaces.ts'
import { getStudy, insertStudy, type NewStudy } from '#main/store/tables/studies.ts'

/** Creates a study and returns its id. Throws LabError 'invalid' if the name is taken. */
export function createStudy(db: Database, study: Omit<NewStudy, 'createdAt'>, now: number): number {
  return db.transaction(() => {
    const studyId = insertStudy(db, { ...study, createdAt: now })
    insertEvent(db, { studyId, kind: 'studyCreated', data: { name: study.name }, at: now })
    return studyId
  })()
}

/**
 * Adds spaces that each refine the previous one, and returns the ids of all. Spaces already in the study, by the ids of
 * their definitions, stay as they are; new ones continue its lineage.
 */
export function addLineage(db: Database, studyId: number, definitions: readonly DesignSpace[], now: number): number[] {
  return db.transaction(() => {
    let parentId = listSpaces(db, studyId).at(-1)?.id ?? null
    return definitions.map((definition) => {
      const known = findSpace(db, studyId, definition.id)
      if (known) return known.id
      const spaceId = insertSpace(db, { studyId, parentId, definition, createdAt: now })
      const data = { spaceId, name: definition.name, parentId }
      insertEvent(db, { studyId, kind: 'spaceAdded', data, at: now })
      parentId = spaceId
      return spaceId
    })
  })()
}

/** Writes a note, by the user or the program, into a study's log. */
export function note(db: Database, studyId: number, data: EventData<'note'>, now: number): void {
  getStudy(db, studyId)
  insertEvent(db, { studyId, kind: 'note', data, at: now })
}
