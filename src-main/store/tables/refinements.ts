import type { Database } from 'better-sqlite3'
import type { Refinement } from '#shared/contract/refinements.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '../labError.ts'

type Row = Omit<Refinement, 'state'> & { state: string }
const read = (row: Row): Refinement => ({ ...row, state: JSON.parse(row.state) as Record<string, unknown> })

/** Inserts a refinement and returns its id. */
export function insertRefinement(db: Database, refinement: Omit<Refinement, 'id'>): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO refinements (studyId, spaceId, refinedSpaceId, step, state, decision, reason, createdAt, changedAt)
       VALUES (@studyId, @spaceId, @refinedSpaceId, @step, @state, @decision, @reason, @createdAt, @changedAt)`,
    )
    .run({ ...refinement, state: JSON.stringify(refinement.state) })
  return Number(lastInsertRowid)
}

/** The refinements of a study in creation order. */
export function listRefinements(db: Database, studyId: number): Refinement[] {
  return db.prepare<[number], Row>('SELECT * FROM refinements WHERE studyId = ? ORDER BY id').all(studyId).map(read)
}

/** The refinement with that id. Throws LabError 'notFound'. */
export function getRefinement(db: Database, id: number): Refinement {
  const row = db.prepare<[number], Row>('SELECT * FROM refinements WHERE id = ?').get(id)
  if (!row) throw new LabError('notFound', sentence('noRefinement', { id }))
  return read(row)
}

/** Stores the current state of a refinement. */
export function updateRefinement(db: Database, refinement: Refinement): void {
  db.prepare(
    `UPDATE refinements SET refinedSpaceId = @refinedSpaceId, step = @step, state = @state, decision = @decision,
       reason = @reason, changedAt = @changedAt WHERE id = @id`,
  ).run({ ...refinement, state: JSON.stringify(refinement.state) })
}

/** Removes a refinement but not the spaces it led to. */
export function deleteRefinement(db: Database, id: number): void {
  db.prepare('DELETE FROM refinements WHERE id = ?').run(id)
}
