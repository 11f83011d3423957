import { expect, test } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { changedRows } from '../safety/fingerprints.ts'
import { openStore } from '../open.ts'
import { endPopulation, getPopulation } from '../tables/populations.ts'
import { olderLab } from '../testing/olderLab.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

test('lets the populations of an older lab end only with their last network, with valid fingerprints', () => {
  const folder = newFolder()
  const { db, close } = openStore(folder, { migrations: migrations.slice(0, 9) })
  const older = olderLab(db)
  const id = older.population(older.study())
  close()

  const store = openStore(folder)
  const population = getPopulation(store.db, id)
  expect(population.ending).toBeNull()
  endPopulation(store.db, { ...population, ending: { planned: 4, endedAt: null } }, 3)
  expect(getPopulation(store.db, id).ending).toEqual({ planned: 4, endedAt: 3 })
  expect(changedRows(store.db, 10)).toEqual([])
  store.close()
})
