import { resolve } from 'node:path'
import type { Database } from 'better-sqlite3'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { listDatasets } from '#main/store/tables/datasets.ts'
import { heldBackFolders, setHeldBackFolders } from '#main/store/tables/heldBackFolders.ts'
import { listPopulations } from '#main/store/tables/populations.ts'
import { scopeCondition, type Scope } from '#main/store/tables/scope.ts'
import { listStudies } from '#main/store/tables/studies.ts'

// A study from a file names folders of the machine where it was made. Such a folder, which may be a network share, is
// not opened until the user has chosen it here.

const folderOf = (dataset: unknown): string[] => {
  const { folder } = (dataset ?? {}) as { folder?: unknown }
  return typeof folder === 'string' ? [resolve(folder)] : []
}

/**
 * Records that the folders named by an imported study were not chosen here, unless something else in the lab uses them.
 */
export function holdBack(db: Database, folders: readonly string[], importedId: number): void {
  if (folders.length === 0) return
  const held = new Set(heldBackFolders(db))
  const known = new Set([
    ...listDatasets(db).flatMap(({ spec }) => folderOf(spec)),
    ...listStudies(db)
      .filter(({ id }) => id !== importedId)
      .flatMap(({ id, plan }) => [
        ...folderOf(plan?.dataset),
        ...listPopulations(db, id).flatMap((population) => folderOf(population.plan.dataset)),
      ]),
  ])
  const unknown = folders.map((folder) => resolve(folder)).filter((folder) => !known.has(folder))
  setHeldBackFolders(db, [...new Set([...held, ...unknown])])
}

/** Records that the user has chosen a data set's folder, so that it may be opened. */
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

/** Throws LabError 'invalid' if a data set's folder was only named by an imported file. */
export function requireChosen(db: Database, dataset: unknown): void {
  const [folder] = folderOf(dataset)
  if (folder !== undefined && heldBackFolders(db).includes(folder))
    throw new LabError('invalid', sentence('folderNotChosen', { folder }))
}

/** Calls requireChosen for each data set on which the runs of a scope would be retrained. */
export function requireChosenFor(db: Database, scope: Scope): void {
  if (heldBackFolders(db).length === 0) return
  const { sql, values } = scopeCondition(scope)
  const datasets = db
    .prepare<unknown[], string>(
      `SELECT DISTINCT plan -> '$.dataset' FROM populations WHERE id IN (SELECT populationId FROM runs WHERE ${sql}
         AND status IN ('failed', 'interrupted', 'diverged', 'cancelled', 'finished'))`,
    )
    .pluck()
    .all(...values)
  for (const dataset of datasets) requireChosen(db, JSON.parse(dataset))
}
