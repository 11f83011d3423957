import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { databaseFile } from '../folder.ts'
import { openStore } from '../open.ts'
import { changedRows } from '../safety/fingerprints.ts'
import { salvage } from '../safety/salvage.ts'
import { listPopulations } from '../tables/populations.ts'
import { listRuns } from '../tables/runs.ts'
import { olderLab } from '../testing/olderLab.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()
const recipe = { epochs: 3 }
const plan = { imageSize: 8, recipe, dataset: { kind: 'synthetic' }, flops: { low: 1, high: 2 } }

/** A lab of the schema before, with a population of two runs. */
function labAt9(folder: string): void {
  const { db, close } = openStore(folder, { migrations: migrations.slice(0, 9) })
  const older = olderLab(db)
  const columns = { recipe: JSON.stringify(recipe), dataset: '{"kind":"synthetic"}', flopsLow: 1, flopsHigh: 2 }
  const populationId = older.population(older.study(), { ...columns, plan: JSON.stringify(plan) })
  for (const digest of ['a', 'b']) older.run(populationId, { recipe: JSON.stringify(recipe), digest })
  close()
}

test('a population of an older lab keeps its plan as the one copy, and its runs all that is their own', () => {
  const folder = newFolder()
  labAt9(folder)
  const { db, close } = openStore(folder)
  expect(listPopulations(db, 1)).toMatchObject([{ name: 'A', plan }])
  expect(listRuns(db, { populationId: 1 }).map(({ digest, seed }) => [digest, seed])).toEqual([
    ['a', 1],
    ['b', 1],
  ])
  expect(changedRows(db, 10)).toEqual([])
  close()
})

test('rows of a damaged database that cannot be brought to this version are told sound by all columns they had', () => {
  const [folder, into] = [newFolder(), newFolder()]
  labAt9(folder)
  const file = databaseFile(folder)
  const damaged = new Database(file)
  damaged.exec(`UPDATE runs SET recipe = '{"epochs":9}' WHERE id = 2`)
  // Without its mark it passes for a database of another program, which no migration touches.
  damaged.pragma('application_id = 0')
  damaged.close()
  const db = new Database(salvage(file, into, migrations))
  expect(listPopulations(db, 1)).toMatchObject([{ name: 'A', plan }])
  expect(listRuns(db, {}).map(({ digest }) => digest)).toEqual(['a'])
  expect(changedRows(db, 10)).toEqual([])
  db.close()
})
