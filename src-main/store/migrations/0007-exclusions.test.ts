import { expect, test } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { changedRows } from '../safety/fingerprints.ts'
import { openStore } from '../open.ts'
import { excludeRuns } from '../tables/runNotes.ts'
import { getRun, weightsBehind } from '../tables/runs.ts'
import { olderLab } from '../testing/olderLab.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

test('counts the runs of an older lab until they are excluded, with valid fingerprints', () => {
  const folder = newFolder()
  const { db, close } = openStore(folder, { migrations: migrations.slice(0, 6) })
  const older = olderLab(db)
  const population = older.population(older.study())
  for (const errorPercent of [10, 11, 12]) older.run(population, { errorPercent, weightsPath: 'w' })
  close()

  const store = openStore(folder)
  const reasons = () => [1, 2, 3].map((id) => getRun(store.db, id).exclusion)
  expect(reasons()).toEqual([null, null, null])
  expect(excludeRuns(store.db, [2, 1], 'disk full')).toEqual([1, 2])
  expect(excludeRuns(store.db, [1, 3], 'disk full')).toEqual([3])
  expect(excludeRuns(store.db, [3], null)).toEqual([3])
  expect(reasons()).toEqual(['disk full', 'disk full', null])
  // An excluded run does not rank among the best, and keeps its weights.
  expect(weightsBehind(store.db, 1, 1)).toEqual([])
  expect(weightsBehind(store.db, 1, 0)).toEqual([{ id: 3, weightsPath: 'w' }])
  expect(changedRows(store.db, 10)).toEqual([])
  store.close()
})
