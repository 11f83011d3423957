import type { Database } from 'better-sqlite3'
import { LabError } from './labError.ts'

/** A lineage of design spaces with their populations. */
export interface Study {
  id: number
  /** Unique in the lab. */
  name: string
  /** The study file as JSON. */
  definition: unknown
  createdAt: number
}

type Row = Omit<Study, 'definition'> & { definition: string }
const read = (row: Row): Study => ({ ...row, definition: JSON.parse(row.definition) as unknown })

/** The id of a new study. Throws LabError 'invalid' if the name is taken. */
export function insertStudy(db: Database, study: Omit<Study, 'id'>): number {
  if (findStudy(db, study.name)) {
    throw new LabError('invalid', `There is already a study named "${study.name}". Choose another name.`)
  }
  const { lastInsertRowid } = db
    .prepare('INSERT INTO studies (name, definition, createdAt) VALUES (?, ?, ?)')
    .run(study.name, JSON.stringify(study.definition ?? null), study.createdAt)
  return Number(lastInsertRowid)
}

/** All studies, oldest first. */
export function listStudies(db: Database): Study[] {
  return db.prepare<[], Row>('SELECT * FROM studies ORDER BY id').all().map(read)
}

/** The study of that name, or undefined. */
export function findStudy(db: Database, name: string): Study | undefined {
  const row = db.prepare<[string], Row>('SELECT * FROM studies WHERE name = ?').get(name)
  return row && read(row)
}

/** The study with that id. Throws LabError 'notFound'. */
export function getStudy(db: Database, id: number): Study {
  const row = db.prepare<[number], Row>('SELECT * FROM studies WHERE id = ?').get(id)
  if (!row) throw new LabError('notFound', `There is no study ${id}.`)
  return read(row)
}
