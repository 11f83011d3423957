import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { listBackups } from '../safety/backups.ts'
import { lastEventId, listEvents } from '../tables/events.ts'
import { migrate } from '../migrate.ts'
import { openStore } from '../open.ts'
import { getPopulation } from '../tables/populations.ts'
import { getRun } from '../tables/runs.ts'
import { listSpaces } from '../tables/spaces.ts'
import { getStudy } from '../tables/studies.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

test('derives lineage, plans and complexities of a lab with the first schema', () => {
  const folder = newFolder()
  const db = new Database(join(folder, 'lab.sqlite'))
  migrate(db, migrations.slice(0, 1))
  const study = db.prepare(`INSERT INTO studies (name, definition, createdAt) VALUES (?, ?, 1)`)
  const population = db.prepare(
    `INSERT INTO populations (studyId, name, designSpace, seed, flopsLow, flopsHigh, recipe, dataset, datasetHash,
       keepWeights, createdAt)
     VALUES (?, ?, ?, 9, ?, NULL, '{"epochs":3}', '{"kind":"synthetic"}', 'h', '{"keep":"all"}', 2)`,
  )
  const run = db.prepare(
    `INSERT INTO runs (populationId, position, seed, recipe, network, datasetHash, onnxruntimeVersion, provider,
       cpuFeatures, plan, status, createdAt)
     VALUES (?, ?, 1, '{}', ?, 'h', '1', 'cpu', 'avx2', 'cpu-1', 'queued', 3)`,
  )
  study.run('quick', '{"seed":5}')
  population.run(1, 'A', '{"id":"A"}', 3e5)
  population.run(1, 'B', '{"id":"B"}', null)
  study.run('train', 'null')
  population.run(2, 'given', 'null', null)
  for (const [populationId, position] of [
    [1, 0],
    [1, 1],
    [2, 0],
    [3, 0],
  ])
    run.run(populationId, position, JSON.stringify(anyNetwork))
  const event = db.prepare(
    `INSERT INTO events (studyId, runId, kind, data, at) VALUES (1, ?, 'note', '{"text":"x"}', 4)`,
  )
  event.run(null)
  event.run(2)
  db.close()

  const store = openStore(folder)
  expect(listSpaces(store.db, 1)).toMatchObject([
    { id: 1, parentId: null, definition: { id: 'A' }, state: 'draft' },
    { id: 2, parentId: 1, definition: { id: 'B' } },
  ])
  // See 0009.
  expect(listSpaces(store.db, 2)).toMatchObject([{ id: 3, parentId: null, definition: { name: 'given' } }])
  const plan = { imageSize: 8, dataset: { kind: 'synthetic' }, recipe: { epochs: 3 }, seed: 5, provider: 'cpu' }
  const flops = { low: 3e5, high: Number.MAX_SAFE_INTEGER }
  expect(getPopulation(store.db, 1)).toMatchObject({ spaceId: 1, plan: { ...plan, flops, perSpace: 2 } })
  expect(getPopulation(store.db, 2)).toMatchObject({ spaceId: 2, plan: { ...plan, flops: null, perSpace: 1 } })
  expect(getPopulation(store.db, 3)).toMatchObject({ spaceId: 3, plan: { seed: 9 } })
  expect(getStudy(store.db, 1)).toMatchObject({ plan: { perSpace: 2 }, classes: 10, isSample: false, trashedAt: null })
  expect(getRun(store.db, 2)).toMatchObject({ ...networkComplexity(anyNetwork), tags: [], note: '' })
  expect(listEvents(store.db, 0, 10)).toEqual([
    { id: 1, studyId: 1, runId: null, kind: 'note', data: { text: 'x' }, at: 4 },
    { id: 2, studyId: 1, runId: 2, kind: 'note', data: { text: 'x' }, at: 4 },
  ])
  expect(lastEventId(store.db)).toBe(2)
  store.close()
  const backup = new Database(join(folder, 'backups', listBackups(folder)[0]!.name))
  expect(backup.pragma('user_version', { simple: true })).toBe(1)
  backup.close()
})
