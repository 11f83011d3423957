import type { Database } from 'better-sqlite3'
import type { SpaceState, StudySpace } from '#shared/contract/spaces.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '../labError.ts'

type Row = Omit<StudySpace, 'definition'> & { definition: string }
const read = (row: Row): StudySpace => ({ ...row, definition: JSON.parse(row.definition) as DesignSpace })

export type NewSpace = Pick<StudySpace, 'studyId' | 'parentId' | 'definition' | 'createdAt'> &
  Partial<Pick<StudySpace, 'state' | 'reason'>>

/** Inserts a space and returns its id. Throws LabError 'invalid' if the study has one with the same definition id. */
export function insertSpace(db: Database, space: NewSpace): number {
  requireFreeId(db, space)
  const { studyId, parentId, definition, state = 'draft', reason = null, createdAt } = space
  const { lastInsertRowid } = db
    .prepare('INSERT INTO spaces (studyId, parentId, definition, state, reason, createdAt) VALUES (?, ?, ?, ?, ?, ?)')
    .run(studyId, parentId, JSON.stringify(definition), state, reason, createdAt)
  return Number(lastInsertRowid)
}

/** Definition ids are unique within a study. */
function requireFreeId(
  db: Database,
  { id, studyId, definition }: Pick<NewSpace, 'studyId' | 'definition'> & { id?: number },
): void {
  const taken = findSpace(db, studyId, definition.id)
  if (taken && taken.id !== id) throw new LabError('invalid', sentence('spaceTaken', { id: definition.id }))
}

/** The spaces of a study in creation order, including the trash. */
export function listSpaces(db: Database, studyId: number): StudySpace[] {
  return db.prepare<[number], Row>('SELECT * FROM spaces WHERE studyId = ? ORDER BY id').all(studyId).map(read)
}

/** The space of a study with that definition id, or undefined. */
export function findSpace(db: Database, studyId: number, definitionId: string): StudySpace | undefined {
  const row = db
    .prepare<[number, string], Row>(`SELECT * FROM spaces WHERE studyId = ? AND definition ->> '$.id' = ? ORDER BY id`)
    .get(studyId, definitionId)
  return row && read(row)
}

/** The space with that id. Throws LabError 'notFound'. */
export function getSpace(db: Database, id: number): StudySpace {
  const row = db.prepare<[number], Row>('SELECT * FROM spaces WHERE id = ?').get(id)
  if (!row) throw new LabError('notFound', sentence('noSpace', { id }))
  return read(row)
}

/** Replaces the definition of a space. Throws LabError 'invalid' if its id is taken. */
export function changeSpace(db: Database, { id, studyId }: StudySpace, definition: DesignSpace): void {
  requireFreeId(db, { id, studyId, definition })
  db.prepare('UPDATE spaces SET definition = ? WHERE id = ?').run(JSON.stringify(definition), id)
}

/** Sets the state of a space and the reason for it. */
export function decideSpace(db: Database, id: number, state: SpaceState, reason: string | null): void {
  db.prepare('UPDATE spaces SET state = ?, reason = ? WHERE id = ?').run(state, reason, id)
}
