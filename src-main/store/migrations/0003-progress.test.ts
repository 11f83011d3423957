import { expect, test } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { openStore } from '../open.ts'
import { getRun } from '../tables/runs.ts'
import { olderLab } from '../testing/olderLab.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

test("derives the progress of an older lab's runs from their epochs", () => {
  const folder = newFolder()
  const { db, close } = openStore(folder, { migrations: migrations.slice(0, 2) })
  const older = olderLab(db)
  const population = older.population(older.study())
  for (let i = 0; i < 2; i++) older.run(population, { status: 'running' })
  const epoch = db.prepare(
    `INSERT INTO epochs (runId, epoch, learningRate, trainErrorPercent, validationErrorPercent, validationErrors,
       emaValidationErrorPercent, imagesPerSecond, durationMs)
     VALUES (1, ?, 0.1, 50, ?, 10, ?, 100, 250)`,
  )
  epoch.run(1, 40, 35)
  epoch.run(3, 30, null)
  close()

  const store = openStore(folder)
  expect(getRun(store.db, 1)).toMatchObject({ epochsDone: 4, lowestErrorPercent: 30, durationMs: 500 })
  expect(getRun(store.db, 2)).toMatchObject({ epochsDone: 0, lowestErrorPercent: null, durationMs: 0 })
  store.close()
})
