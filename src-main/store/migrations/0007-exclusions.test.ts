import { expect, test } from 'vitest'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { changedRows } from '../fingerprints.ts'
import { openStore } from '../open.ts'
import { excludeRuns } from '../runNotes.ts'
import { getRun, weightsBehind } from '../runs.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

test('runs of an older lab count until they are excluded, which their fingerprints know', () => {
  const folder = newFolder()
  const { db, close } = openStore(folder, { migrations: migrations.slice(0, 6) })
  db.exec(`
    INSERT INTO studies (id, name, definition, createdAt) VALUES (1, 'old', 'null', 1);
    INSERT INTO populations (id, studyId, name, designSpace, seed, recipe, dataset, datasetHash, keepWeights, createdAt)
      VALUES (1, 1, 'A', 'null', 1, '{}', '{}', 'h', '{}', 2);`)
  const run = db.prepare(
    `INSERT INTO runs (populationId, position, seed, recipe, network, datasetHash, onnxruntimeVersion, provider,
       cpuFeatures, plan, status, errorPercent, weightsPath, createdAt)
     VALUES (1, ?, 1, '{}', ?, 'h', '1', 'cpu', 'avx2', 'cpu', 'finished', ?, 'w', 3)`,
  )
  for (const position of [0, 1, 2]) run.run(position, JSON.stringify(anyNetwork), 10 + position)
  close()

  const store = openStore(folder)
  const reasons = () => [1, 2, 3].map((id) => getRun(store.db, id).exclusion)
  expect(reasons()).toEqual([null, null, null])
  expect(excludeRuns(store.db, [2, 1], 'disk full')).toEqual([1, 2])
  expect(excludeRuns(store.db, [1, 3], 'disk full')).toEqual([3])
  expect(excludeRuns(store.db, [3], null)).toEqual([3])
  expect(reasons()).toEqual(['disk full', 'disk full', null])
  // An excluded run takes no place among the best, and keeps its weights.
  expect(weightsBehind(store.db, 1, 1)).toEqual([])
  expect(weightsBehind(store.db, 1, 0)).toEqual([{ id: 3, weightsPath: 'w' }])
  expect(changedRows(store.db, 10)).toEqual([])
  store.close()
})
