import { expect, test } from 'vitest'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { openStore } from '../open.ts'
import { getRun } from '../runs.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

test('runs of an older lab know how far they are from their epochs', () => {
  const folder = newFolder()
  const { db, close } = openStore(folder, { migrations: migrations.slice(0, 2) })
  db.exec(`
    INSERT INTO studies (id, name, definition, createdAt) VALUES (1, 'old', 'null', 1);
    INSERT INTO populations (id, studyId, name, designSpace, seed, recipe, dataset, datasetHash, keepWeights, createdAt)
      VALUES (1, 1, 'A', 'null', 1, '{}', '{}', 'h', '{}', 2);`)
  const run = db.prepare(
    `INSERT INTO runs (populationId, position, seed, recipe, network, datasetHash, onnxruntimeVersion, provider,
       cpuFeatures, plan, status, createdAt)
     VALUES (1, ?, 1, '{}', ?, 'h', '1', 'cpu', 'avx2', 'cpu', 'running', 3)`,
  )
  for (const position of [0, 1]) run.run(position, JSON.stringify(anyNetwork))
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
