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

/** A space to add to a study. */
export interface AddedSpace {
  readonly definition: DesignSpace
  /** Whether it refines nothing, as the space of listed networks. */
  readonly isRoot?: boolean
}

/**
 * Adds spaces that each refine the previous one, apart from roots, and returns the ids of all. Spaces already in the
 * study, by the ids of their definitions, stay as they are; new ones continue its lineage.
 */
export function addLineage(db: Database, studyId: number, added: readonly AddedSpace[], now: number): number[] {
  return db.transaction(() => {
    const roots = new Set(added.filter(({ isRoot }) => isRoot).map(({ definition }) => definition.id))
    const before = listSpaces(db, studyId).filter(({ definition }) => !roots.has(definition.id))
    let last = before.at(-1)?.id ?? null
    return added.map(({ definition, isRoot = false }) => {
      const known = findSpace(db, studyId, definition.id)
      if (known) return known.id
      const parentId = isRoot ? null : last
      const spaceId = insertSpace(db, { studyId, parentId, definition, createdAt: now })
      const data = { spaceId, name: definition.name, parentId }
      insertEvent(db, { studyId, kind: 'spaceAdded', data, at: now })
      if (!isRoot) last = spaceId
      return spaceId
    })
  })()
}

/** Writes a note, by the user or the program, into a study's log. */
export function note(db: Database, studyId: number, data: EventData<'note'>, now: number): void {
  getStudy(db, studyId)
  insertEvent(db, { studyId, kind: 'note', data, at: now })
}
