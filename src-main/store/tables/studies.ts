import type { Database } from 'better-sqlite3'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '../labError.ts'

/** A lineage of design spaces with their populations. */
export interface Study {
  id: number
  /** Unique in the lab, including the trash. */
  name: string
  /** The study file as JSON, if the study was created from one. */
  definition: unknown
  /** Null if created by a version without plans. */
  plan: StudyPlan | null
  /** Number of classes of its data set. */
  classes: number | null
  /** Whether it is the study shipped with the program. */
  isSample: boolean
  createdAt: number
  trashedAt: number | null
}

type Row = Omit<Study, 'definition' | 'plan' | 'isSample'> & {
  definition: string
  plan: string | null
  isSample: number
}
const read = (row: Row): Study => ({
  ...row,
  definition: JSON.parse(row.definition) as unknown,
  plan: row.plan === null ? null : (JSON.parse(row.plan) as StudyPlan),
  isSample: row.isSample !== 0,
})

export type NewStudy = Pick<Study, 'name' | 'definition' | 'createdAt'> &
  Partial<Pick<Study, 'plan' | 'classes' | 'isSample'>>

/** Inserts a study and returns its id. Throws LabError 'invalid' if the name is taken. */
export function insertStudy(db: Database, study: NewStudy): number {
  requireFreeName(db, study.name)
  const { name, definition, plan = null, classes = null, isSample = false, createdAt } = study
  const { lastInsertRowid } = db
    .prepare('INSERT INTO studies (name, definition, plan, classes, isSample, createdAt) VALUES (?, ?, ?, ?, ?, ?)')
    .run(name, JSON.stringify(definition ?? null), plan && JSON.stringify(plan), classes, Number(isSample), createdAt)
  return Number(lastInsertRowid)
}

/** Throws LabError 'invalid' if a study has that name, other than the one with the id `own`. */
function requireFreeName(db: Database, name: string, own?: number): void {
  const taken = findStudy(db, name)
  if (!taken || taken.id === own) return
  const key = taken.trashedAt === null ? 'studyTaken' : 'studyTakenInTrash'
  throw new LabError('invalid', sentence(key, { name }))
}

/** All studies, oldest first. */
export function listStudies(db: Database): Study[] {
  return db.prepare<[], Row>('SELECT * FROM studies ORDER BY id').all().map(read)
}

/** The study with that name, or undefined. */
export function findStudy(db: Database, name: string): Study | undefined {
  const row = db.prepare<[string], Row>('SELECT * FROM studies WHERE name = ?').get(name)
  return row && read(row)
}

/** The study shipped with the program, or undefined. */
export function findSample(db: Database): Study | undefined {
  const row = db.prepare<[], Row>('SELECT * FROM studies WHERE isSample ORDER BY id LIMIT 1').get()
  return row && read(row)
}

/** The study with that id. Throws LabError 'notFound'. */
export function getStudy(db: Database, id: number): Study {
  const row = db.prepare<[number], Row>('SELECT * FROM studies WHERE id = ?').get(id)
  if (!row) throw new LabError('notFound', sentence('noStudy', { id }))
  return read(row)
}

/** Renames a study. Throws LabError 'invalid' if the name is taken. */
export function renameStudy(db: Database, id: number, name: string): void {
  requireFreeName(db, name, id)
  db.prepare('UPDATE studies SET name = ? WHERE id = ?').run(name, id)
}

/** Replaces a study's file and the plan derived from it; its populations keep theirs. */
export function changeStudyFile(
  db: Database,
  id: number,
  { definition, plan }: { definition: unknown; plan: StudyPlan },
): void {
  db.prepare('UPDATE studies SET definition = ?, plan = ? WHERE id = ?').run(
    JSON.stringify(definition),
    JSON.stringify(plan),
    id,
  )
}

/** Removes a study and all its rows in other tables, except for its log. */
export function deleteStudy(db: Database, id: number): void {
  const runsOfStudy = `(SELECT runs.id FROM runs JOIN populations ON populations.id = runs.populationId
    WHERE populations.studyId = ?)`
  const statements = [
    `DELETE FROM epochs WHERE runId IN ${runsOfStudy}`,
    `DELETE FROM steps WHERE runId IN ${runsOfStudy}`,
    `DELETE FROM timings WHERE runId IN ${runsOfStudy}`,
    `DELETE FROM inspections WHERE runId IN ${runsOfStudy}`,
    'DELETE FROM runs WHERE populationId IN (SELECT id FROM populations WHERE studyId = ?)',
    'DELETE FROM populations WHERE studyId = ?',
    'DELETE FROM refinements WHERE studyId = ?',
    'DELETE FROM reports WHERE studyId = ?',
    'UPDATE spaces SET parentId = NULL WHERE studyId = ?',
    'DELETE FROM spaces WHERE studyId = ?',
    'DELETE FROM studies WHERE id = ?',
  ]
  for (const statement of statements) db.prepare(statement).run(id)
}
