import { expect, test } from 'vitest'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { experimentOf } from '../experiment.ts'
import { changedRows } from '../fingerprints.ts'
import { openStore } from '../open.ts'
import { getRun, insertRun } from '../runs.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

test('runs of an older lab are told apart as those of today are', () => {
  const folder = newFolder()
  const { db, close } = openStore(folder, { migrations: migrations.slice(0, 7) })
  const network = JSON.stringify(anyNetwork)
  db.exec(`
    INSERT INTO studies (id, name, definition, createdAt) VALUES (1, 'old', 'null', 1);
    INSERT INTO populations (id, studyId, name, designSpace, seed, recipe, dataset, datasetHash, keepWeights, createdAt)
      VALUES (1, 1, 'A', 'null', 1, '{}', '{}', 'h', '{}', 2);`)
  const run = db.prepare(
    `INSERT INTO runs (populationId, position, seed, recipe, network, datasetHash, onnxruntimeVersion, provider,
       cpuFeatures, plan, status, createdAt)
     VALUES (1, ?, ?, '{}', ?, 'h', '1', 'cpu', 'avx2', 'cpu', 'finished', 3)`,
  )
  for (const position of [0, 1]) run.run(position, position, network)
  close()

  const store = openStore(folder)
  insertRun(store.db, { ...getRun(store.db, 2), position: 2 })
  const experiments = [1, 2, 3].map((id) => getRun(store.db, id).experiment)
  expect(experiments).toEqual([experimentOf(network, 0), experimentOf(network, 1), experimentOf(network, 1)])
  expect(new Set(experiments).size).toBe(2)
  expect(changedRows(store.db, 10)).toEqual([])
  store.close()
})
