import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { presets, scaleSpace, scales } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import type { Network, Stage } from '#shared/networks/network.ts'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { changedRows, keepFingerprints } from '../safety/fingerprints.ts'
import { migrate } from '../migrate.ts'
import { getPopulation } from '../tables/populations.ts'
import { listSpaces } from '../tables/spaces.ts'
import { getStudy } from '../tables/studies.ts'
import { olderLab } from '../testing/olderLab.ts'
import { migrations } from './all.ts'

test('gives a given network the space that contains it alone and its study a plan; sampled ones stay unchanged', () => {
  const db = new Database(':memory:')
  migrate(db, migrations.slice(0, 8))
  const space = scaleSpace(presets.AnyNetX_A, scales.tiny32)
  const regime = { imageSize: 32, classes: 10, convention: 'paper' } as const
  const sample = samplePopulation({ space, regime, count: 2, seed: 3 }).networks
  const [one, other] = sample.map(({ network }) => network) as [Network, Network]
  const plan = { perSpace: 1, seed: 9 }
  const older = olderLab(db)
  const [trained, sampled] = [older.study('trained'), older.study('sampled')]
  for (const [name, networks] of [
    ['one', [one]],
    ['twice', [other, other]],
    ['no space', [{ ...anyNetwork, stages: Array<Stage>(7).fill(anyNetwork.stages[0]!) }]],
    ['several', [one, other]],
  ] as const) {
    const population = older.population(trained, { name, plan: JSON.stringify(plan) })
    for (const network of networks) older.run(population, { network: JSON.stringify(network) })
  }
  older.run(older.population(sampled, { name: 'sampled', designSpace: '{"id":"A"}' }))

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
