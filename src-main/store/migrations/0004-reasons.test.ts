import { expect, test } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { verbatim } from '#shared/sentences/sentence.ts'
import { listDatasets } from '../tables/datasets.ts'
import { openStore } from '../open.ts'
import { getRun } from '../tables/runs.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

test('keeps the wording of reasons that were plain text', () => {
  const folder = newFolder()
  const { db, close } = openStore(folder, { migrations: migrations.slice(0, 3) })
  db.exec(`
    INSERT INTO studies (name, definition, createdAt) VALUES ('quick', '{}', 1);
    INSERT INTO populations (studyId, name, designSpace, seed, recipe, dataset, datasetHash, keepWeights, createdAt)
      VALUES (1, 'A', '{}', 9, '{}', '{}', 'h', '{}', 2);`)
  const run = db.prepare(
    `INSERT INTO runs (populationId, position, seed, recipe, network, datasetHash, onnxruntimeVersion, provider,
       cpuFeatures, plan, status, createdAt, reason)
     VALUES (1, ?, 1, '{}', ?, 'h', '1', 'cpu', 'avx2', 'cpu-1', 'diverged', 3, ?)`,
  )
  const text = 'The training loss was "NaN" at step 3 of epoch 1.'
  run.run(0, JSON.stringify(anyNetwork), text)
  run.run(1, JSON.stringify(anyNetwork), null)
  const dataset = db.prepare(`INSERT INTO datasets (name, spec, contents, createdAt) VALUES (?, '{}', ?, 4)`)
  dataset.run('pets', JSON.stringify({ imageSize: 16, skipped: [{ file: 'a.gif', reason: text }] }))
  dataset.run('all of them', JSON.stringify({ imageSize: 16, skipped: [] }))
  close()

  const store = openStore(folder)
  expect([1, 2].map((id) => getRun(store.db, id).reason)).toEqual([verbatim(text), null])
  expect(listDatasets(store.db).map(({ contents }) => contents)).toEqual([
    { imageSize: 16, skipped: [{ file: 'a.gif', reason: verbatim(text) }] },
    { imageSize: 16, skipped: [] },
  ])
  store.close()
})
