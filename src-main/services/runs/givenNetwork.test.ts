import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Network } from '#shared/networks/network.ts'
import { limits } from '#shared/schema/limits.ts'
import { anyNetwork, addFakePopulation, fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { clientOf } from '../client.ts'
import { smallPlan } from '../testing/benchFixture.ts'

const newFolder = temporaryFolders()
let lab: Lab
beforeEach(async () => {
  lab = await createLab(fakeLabOptions(newFolder()))
})
afterEach(() => lab.close())

const withStage = (change: Partial<Network['stages'][number]>): Network => ({
  ...anyNetwork,
  stages: [{ ...anyNetwork.stages[0]!, ...change }],
})
const train = (network: Network) => clientOf(lab).studies.trainNetwork({ name: 'given', network, plan: smallPlan() })

describe('A given network', () => {
  it('is stored with the group width that is built', async () => {
    const { runId } = await train(withStage({ width: 36, groupWidth: 16 }))
    expect(lab.run(runId).network.stages).toMatchObject([{ width: 36, groupWidth: 18 }])
  })

  it.each([
    [{ bottleneckRatio: 1000 }, /stages\[0\]\.bottleneckRatio: 1000 \(makes 0 inner channels of width 8: at least 1\)/],
    [{ width: 65, groupWidth: 24 }, /stages\[0\]\.groupWidth: 24 \(its 2 groups do not divide the inner width 65/],
    [{ stride: 5 }, /stages\[0\]\.stride is 5 \(at most 4\)/],
    [{ depth: limits.blocks + 1 }, /513 blocks: a network of at most 512 can be trained/],
  ])('is refused before anything is stored: %j', async (change, said) => {
    await expect(train(withStage(change))).rejects.toThrow(said)
    expect(lab.studies()).toEqual([])
  })
})

it('a network too deep to be trained is never queued', () => {
  const network = withStage({ depth: limits.blocks + 1 })
  const networks = [{ network, draw: null, seed: 1, plan: 'portable' }]
  expect(() => addFakePopulation(lab, 1, {}, { networks })).toThrow(
    'has a network of 513 blocks: a network of at most 512 can be trained. Give its space lower depths.',
  )
  expect(lab.populations(1)).toEqual([])
})
