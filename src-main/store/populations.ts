import type { Database } from 'better-sqlite3'
import type { Recipe } from '#shared/training/recipe.ts'
import type { OpaqueDatasetSpec } from '#main/trainer/messages.ts'
import { LabError } from './labError.ts'

/** Which weights stay on the disk: all, those of the `count` best runs (and pinned ones), or pinned ones only. */
export type KeepWeights = { keep: 'all' } | { keep: 'best'; count: number } | { keep: 'none' }

/** The runs sampled from one design space under one recipe. */
export interface Population {
  id: number
  studyId: number
  /** Unique in the study. */
  name: string
  designSpace: unknown
  /** Seed of the sampling. */
  seed: number
  /** Multiply-adds of the window that was sampled; null: open. */
  flopsLow: number | null
  flopsHigh: number | null
  recipe: Recipe
  dataset: OpaqueDatasetSpec
  datasetHash: string
  keepWeights: KeepWeights
  createdAt: number
}

const jsonColumns = ['designSpace', 'recipe', 'dataset', 'keepWeights'] as const
type JsonColumn = (typeof jsonColumns)[number]
type Row = Omit<Population, JsonColumn> & Record<JsonColumn, string>

function read(row: Row): Population {
  return {
    ...row,
    designSpace: JSON.parse(row.designSpace) as unknown,
    recipe: JSON.parse(row.recipe) as Recipe,
    dataset: JSON.parse(row.dataset) as OpaqueDatasetSpec,
    keepWeights: JSON.parse(row.keepWeights) as KeepWeights,
  }
}

/** The id of a new population. Throws LabError 'invalid' if the study has one of that name. */
export function insertPopulation(db: Database, population: Omit<Population, 'id'>): number {
  if (findPopulation(db, population.studyId, population.name)) {
    throw new LabError('invalid', `The study already has a population named "${population.name}". Choose another name.`)
  }
  const json = Object.fromEntries(jsonColumns.map((column) => [column, JSON.stringify(population[column] ?? null)]))
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO populations (studyId, name, designSpace, seed, flopsLow, flopsHigh, recipe, dataset, datasetHash,
         keepWeights, createdAt)
       VALUES (@studyId, @name, @designSpace, @seed, @flopsLow, @flopsHigh, @recipe, @dataset, @datasetHash,
         @keepWeights, @createdAt)`,
    )
    .run({ ...population, ...json })
  return Number(lastInsertRowid)
}

/** The populations of a study in order of creation. */
export function listPopulations(db: Database, studyId: number): Population[] {
  return db.prepare<[number], Row>('SELECT * FROM populations WHERE studyId = ? ORDER BY id').all(studyId).map(read)
}

/** The population of that name in a study, or undefined. */
export function findPopulation(db: Database, studyId: number, name: string): Population | undefined {
  const row = db
    .prepare<[number, string], Row>('SELECT * FROM populations WHERE studyId = ? AND name = ?')
    .get(studyId, name)
  return row && read(row)
}

/** The population with that id. Throws LabError 'notFound'. */
export function getPopulation(db: Database, id: number): Population {
  const row = db.prepare<[number], Row>('SELECT * FROM populations WHERE id = ?').get(id)
  if (!row) throw new LabError('notFound', `There is no population ${id}.`)
  return read(row)
}
