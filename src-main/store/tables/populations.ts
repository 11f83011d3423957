import type { Database } from 'better-sqlite3'
import type { Ending } from '#shared/contract/ending.ts'
import type { Origin } from '#shared/contract/origin.ts'
import type { KeepWeights } from '#shared/contract/populations.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '../labError.ts'

/** The runs sampled from one design space under one recipe. */
export interface Population {
  id: number
  studyId: number
  /** Unique in the study. */
  name: string
  /** Null if its networks were given rather than sampled. */
  spaceId: number | null
  designSpace: unknown
  /** What it was asked for: recipe, data set, FLOPs window. All its runs are trained by it. */
  plan: StudyPlan
  /** Sampling seed. */
  seed: number
  datasetHash: string
  keepWeights: KeepWeights
  /** Where it was brought in from; null if it is trained here. */
  origin: Origin | null
  /** Whether it may end once its comparisons are decided, and whether it has; null if it may not. */
  ending: Ending | null
  createdAt: number
  trashedAt: number | null
}

const jsonColumns = ['designSpace', 'plan', 'keepWeights'] as const
type JsonColumn = (typeof jsonColumns)[number]
/** Columns of JSON that may be NULL. */
const optionalColumns = ['origin', 'ending'] as const
type OptionalColumn = (typeof optionalColumns)[number]
type Row = Omit<Population, JsonColumn | OptionalColumn> &
  Record<JsonColumn, string> &
  Record<OptionalColumn, string | null>

function read(row: Row): Population {
  return {
    ...row,
    designSpace: JSON.parse(row.designSpace) as unknown,
    plan: JSON.parse(row.plan) as StudyPlan,
    keepWeights: JSON.parse(row.keepWeights) as KeepWeights,
    origin: row.origin === null ? null : (JSON.parse(row.origin) as Origin),
    ending: row.ending === null ? null : (JSON.parse(row.ending) as Ending),
  }
}

/** A population as inserted; without an origin it is trained here, without an ending in full. */
export type NewPopulation = Omit<Population, 'id' | 'trashedAt' | OptionalColumn> &
  Partial<Pick<Population, OptionalColumn>>

/** Inserts a population and returns its id. Throws LabError 'invalid' if the study has one with that name. */
export function insertPopulation(db: Database, population: NewPopulation): number {
  requireFreeName(db, population)
  const json = Object.fromEntries(jsonColumns.map((column) => [column, JSON.stringify(population[column] ?? null)]))
  const optional = Object.fromEntries(
    optionalColumns.map((column) => [column, population[column] ? JSON.stringify(population[column]) : null]),
  )
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO populations (studyId, name, spaceId, designSpace, plan, seed, datasetHash, keepWeights, origin, ending, createdAt)
       VALUES (@studyId, @name, @spaceId, @designSpace, @plan, @seed, @datasetHash, @keepWeights, @origin, @ending, @createdAt)`,
    )
    .run({ ...population, ...json, ...optional })
  return Number(lastInsertRowid)
}

/** Records that a population ended early after the first `endedAt` networks of its sample. */
export function endPopulation(db: Database, { id, ending }: Population, endedAt: number): void {
  db.prepare('UPDATE populations SET ending = ? WHERE id = ?').run(JSON.stringify({ ...ending, endedAt }), id)
}

/** The populations outside the trash that may still end early: with runs that are not over. */
export function listUndecided(db: Database): Population[] {
  return db
    .prepare<[], Row>(
      `SELECT * FROM populations WHERE trashedAt IS NULL AND ending IS NOT NULL AND ending ->> '$.endedAt' IS NULL
       AND EXISTS (SELECT 1 FROM runs WHERE populationId = populations.id
         AND status IN ('queued', 'running', 'paused', 'interrupted'))`,
    )
    .all()
    .map(read)
}

/** Throws LabError 'invalid' if the study has a population of that name, other than the one with the id `own`. */
function requireFreeName(db: Database, { studyId, name }: Pick<Population, 'studyId' | 'name'>, own?: number): void {
  const taken = findPopulation(db, studyId, name)
  if (!taken || taken.id === own) return
  const key = taken.trashedAt === null ? 'populationTaken' : 'populationTakenInTrash'
  throw new LabError('invalid', sentence(key, { name }))
}

/** The populations of a study in creation order, including the trash. */
export function listPopulations(db: Database, studyId: number): Population[] {
  return db.prepare<[number], Row>('SELECT * FROM populations WHERE studyId = ? ORDER BY id').all(studyId).map(read)
}

/** The population with that name in a study, or undefined. */
export function findPopulation(db: Database, studyId: number, name: string): Population | undefined {
  const row = db
    .prepare<[number, string], Row>('SELECT * FROM populations WHERE studyId = ? AND name = ?')
    .get(studyId, name)
  return row && read(row)
}

/** The population with that id. Throws LabError 'notFound'. */
export function getPopulation(db: Database, id: number): Population {
  const row = db.prepare<[number], Row>('SELECT * FROM populations WHERE id = ?').get(id)
  if (!row) throw new LabError('notFound', sentence('noPopulation', { id }))
  return read(row)
}

/** Renames a population. Throws LabError 'invalid' if the name is taken. */
export function renamePopulation(db: Database, { id, studyId }: Population, name: string): void {
  requireFreeName(db, { studyId, name }, id)
  db.prepare('UPDATE populations SET name = ? WHERE id = ?').run(name, id)
}

/** How many populations of a space are outside the trash, and how many there are in all. */
export function countPopulationsOf(db: Database, spaceId: number): { live: number; all: number } {
  return db
    .prepare<[number], { live: number; all: number }>(
      'SELECT count(*) FILTER (WHERE trashedAt IS NULL) AS live, count(*) AS "all" FROM populations WHERE spaceId = ?',
    )
    .get(spaceId)!
}
