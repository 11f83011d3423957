import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { presets, scaleSpace, scales } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/samplePopulation.ts'
import type { Network, Stage } from '#shared/networks/network.ts'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { changedRows, keepFingerprints } from '../fingerprints.ts'
import { migrate } from '../migrate.ts'
import { getPopulation } from '../populations.ts'
import { listSpaces } from '../spaces.ts'
import { getStudy } from '../studies.ts'
import { migrations } from './all.ts'

test('a network that was given gets the space that holds it alone, its study a plan; sampled ones stay as they are', () => {
  const db = new Database(':memory:')
  migrate(db, migrations.slice(0, 8))
  const space = scaleSpace(presets.AnyNetX_A, scales.tiny32)
  const regime = { imageSize: 32, classes: 10, convention: 'paper' } as const
  const sample = samplePopulation({ space, regime, count: 2, seed: 3 }).networks
  const [one, other] = sample.map(({ network }) => network) as [Network, Network]
  const plan = { perSpace: 1, seed: 9 }
  const population = db.prepare(
    `INSERT INTO populations (studyId, name, designSpace, plan, seed, recipe, dataset, datasetHash, keepWeights, createdAt)
     VALUES (?, ?, ?, ?, 1, '{}', '{}', 'h', '{}', 2)`,
  )
  const run = db.prepare(
    `INSERT INTO runs (populationId, position, seed, recipe, network, datasetHash, onnxruntimeVersion, provider, cpuFeatures,
       plan, status, createdAt) VALUES (?, ?, 1, '{}', ?, 'h', '1', 'cpu', 'avx2', 'cpu', 'finished', 3)`,
  )
  for (const name of ['trained', 'sampled'])
    db.prepare(`INSERT INTO studies (name, definition, createdAt) VALUES (?, 'null', 1)`).run(name)
  for (const [name, networks] of [
    ['one', [one]],
    ['twice', [other, other]],
    ['no space', [{ ...anyNetwork, stages: Array<Stage>(7).fill(anyNetwork.stages[0]!) }]],
    ['several', [one, other]],
  ] as const) {
    const { lastInsertRowid } = population.run(1, name, 'null', JSON.stringify(plan))
    networks.forEach((network, position) => run.run(lastInsertRowid, position, JSON.stringify(network)))
  }
  run.run(population.run(2, 'sampled', '{"id":"A"}', null).lastInsertRowid, 0, JSON.stringify(anyNetwork))

  migrate(db, migrations)
  keepFingerprints(db)
  expect(changedRows(db, 10)).toEqual([])
  const spaces = listSpaces(db, 1)
  expect(spaces.map(({ parentId, definition: { id, name } }) => [parentId, id, name])).toEqual([
    [null, 'network', 'one'],
    [null, 'network-2', 'twice'],
  ])
  const found = [1, 2, 3, 4, 5].map((id) => getPopulation(db, id))
  expect(found.map(({ spaceId }) => spaceId)).toEqual([spaces[0]!.id, spaces[1]!.id, null, null, null])
  expect(found[1]!.designSpace).toEqual(spaces[1]!.definition)
  expect(getStudy(db, 1)).toMatchObject({ plan, classes: 10 })
  expect(getStudy(db, 2)).toMatchObject({ plan: null, classes: 10 })
  db.close()
})
