import { expect, test } from 'vitest'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { experimentOf } from '../tables/experiment.ts'
import { changedRows } from '../safety/fingerprints.ts'
import { openStore } from '../open.ts'
import { getRun, insertRun } from '../tables/runs.ts'
import { olderLab } from '../testing/olderLab.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

test('gives the runs of an older lab the same experiment keys as new runs', () => {
  const folder = newFolder()
  const { db, close } = openStore(folder, { migrations: migrations.slice(0, 7) })
  const network = JSON.stringify(anyNetwork)
  const older = olderLab(db)
  const population = older.population(older.study())
  for (const seed of [0, 1]) older.run(population, { seed, network })
  close()

  const store = openStore(folder)
  insertRun(store.db, { ...getRun(store.db, 2), position: 2 })
  const experiments = [1, 2, 3].map((id) => getRun(store.db, id).experiment)
  expect(experiments).toEqual([experimentOf(network, 0), experimentOf(network, 1), experimentOf(network, 1)])
  expect(new Set(experiments).size).toBe(2)
  expect(changedRows(store.db, 10)).toEqual([])
  store.close()
})
