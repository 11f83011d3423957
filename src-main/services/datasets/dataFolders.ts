import { resolve } from 'node:path'
import type { Database } from 'better-sqlite3'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { listDatasets } from '#main/store/tables/datasets.ts'
import { heldBackFolders, setHeldBackFolders } from '#main/store/tables/heldBackFolders.ts'
import { listPopulations } from '#main/store/tables/populations.ts'
import { scopeCondition, type Scope } from '#main/store/tables/scope.ts'
import { listStudies } from '#main/store/tables/studies.ts'

// A study from a file names folders of the machine that it was made on. Such a folder, which may be a share of another
// machine, is not opened until the user has chosen it here.

const folderOf = (dataset: unknown): string[] => {
  const { folder } = (dataset ?? {}) as { folder?: unknown }
  return typeof folder === 'string' ? [resolve(folder)] : []
}

/** Notes that the folders which an imported study names were not chosen here, unless something else names them. */
export function holdBack(db: Database, folders: readonly string[], importedId: number): void {
  if (folders.length === 0) return
  const held = new Set(heldBackFolders(db))
  const known = new Set([
    ...listDatasets(db).flatMap(({ spec }) => folderOf(spec)),
    ...listStudies(db)
      .filter(({ id }) => id !== importedId)
      .flatMap(({ id, plan }) => [
        ...folderOf(plan?.dataset),
        ...listPopulations(db, id).flatMap(({ dataset }) => folderOf(dataset)),
      ]),
  ])
  const unknown = folders.map((folder) => resolve(folder)).filter((folder) => !known.has(folder))
  setHeldBackFolders(db, [...new Set([...held, ...unknown])])
}

/** The user has chosen the folder of a data set: it may be opened. */
export function release(db: Database, dataset: unknown): void {
  const held = heldBackFolders(db)
  const [folder] = folderOf(dataset)
  if (folder !== undefined && held.includes(folder)) {
    setHeldBackFolders(
      db,
      held.filter((other) => other !== folder),
    )
  }
}

/** Throws LabError 'invalid' where a data set lies in a folder that only a file has named. */
export function requireChosen(db: Database, dataset: unknown): void {
  const [folder] = folderOf(dataset)
  if (folder !== undefined && heldBackFolders(db).includes(folder))
    throw new LabError('invalid', sentence('folderNotChosen', { folder }))
}

/** The same of the data sets that the runs of a scope would be trained on again. */
export function requireChosenFor(db: Database, scope: Scope): void {
  if (heldBackFolders(db).length === 0) return
  const { sql, values } = scopeCondition(scope)
  const datasets = db
    .prepare<unknown[], string>(
      `SELECT DISTINCT dataset FROM populations WHERE id IN (SELECT populationId FROM runs WHERE ${sql}
         AND status IN ('failed', 'interrupted', 'diverged', 'cancelled', 'finished'))`,
    )
    .pluck()
    .all(...values)
  for (const dataset of datasets) requireChosen(db, JSON.parse(dataset))
}
