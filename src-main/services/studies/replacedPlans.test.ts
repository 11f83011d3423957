import { afterEach, describe, expect, it, test } from 'vitest'
import type { Network } from '#shared/networks/network.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import {
  addFakePopulation,
  anyNetwork,
  fakeLabOptions,
  fakePlan,
  untilEvent,
} from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { changeRuns } from '#main/store/tables/runTransitions.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { clientOf } from '../client.ts'
import { wasMiscomputed } from './replacedPlans.ts'

const newFolder = temporaryFolders()
let open: Lab | undefined
afterEach(() => open?.close())

async function labIn(folder: string): Promise<Lab> {
  await open?.close()
  return (open = await createLab(fakeLabOptions(folder)))
}

const grouped = (width: number, groupWidth: number, changes: Partial<Network> = {}): Network => ({
  ...anyNetwork,
  stages: [{ depth: 1, width, stride: 1, bottleneckRatio: 1, groupWidth }],
  ...changes,
})

describe('WebGPU in its own layout computed wrong results', () => {
  // As found by scanning such convolutions on a device.
  test.each([
    [12, 6, true],
    [10, 5, true],
    [14, 7, true],
    [18, 9, true],
    [20, 10, true],
    // Vectors of 2 and 1 elements divide them.
    [18, 6, false],
    [15, 5, false],
    // Full vectors, single outputs, fewer than four, one group.
    [16, 8, false],
    [8, 1, false],
    [6, 3, false],
    [6, 6, false],
  ])('%i channels in groups of %i: %s', (width, groupWidth, wrong) => {
    expect(wasMiscomputed(grouped(width, groupWidth))).toBe(wrong)
    expect(wasMiscomputed(grouped(width, groupWidth, { block: 'r' }))).toBe(false)
  })
})

describe('Runs that WebGPU started under portable-1', () => {
  const said = sentence('planReplaced', { provider: 'webgpu', was: 'portable-1', plan: 'gpu-2' })
  const networks = [grouped(12, 6), grouped(16, 8), grouped(12, 6)].map((network, seed) => ({
    ...{ network, draw: null, seed, plan: 'portable-1' },
  }))

  it('start over under gpu-2 if unfinished; finished ones with wrong results are reported', async () => {
    const folder = newFolder()
    const first = await labIn(folder)
    const plan = { ...fakePlan({ faults: { 2: { kind: 'hold', epoch: 1, attempts: [1] } } }), provider: 'webgpu' }
    addFakePopulation(first, 3, {}, { networks, plan })
    first.start()
    const [wrong, right, late] = first.runs(1).map(({ id }) => id) as [number, number, number]
    await untilEvent(first, ({ kind, runId, data }) => kind === 'epoch' && runId === late && data['epoch'] === 1)
    const before = await labIn(folder)
    // As the program left them before this plan existed.
    changeRuns(before.core.db, {}, ['finished', 'queued', 'interrupted'], { plan: 'portable-1' })
    expect(before.runs(1)[2]!.checkpointPath).not.toBeNull()

    const lab = await labIn(folder)
    const warning = sentence('runsMiscomputed', { provider: 'webgpu', was: 'portable-1', count: 1, runs: `${wrong}` })
    expect((await clientOf(lab).system.health()).notices).toEqual([
      sentence('runsOfReplacedPlan', { said, count: 1 }),
      warning,
    ])
    lab.start()
    await lab.waitUntilIdle()
    expect(lab.runs(1).map(({ status, plan }) => [status, plan])).toEqual([
      ['finished', 'portable-1'],
      ['finished', 'portable-1'],
      ['finished', 'gpu-2'],
    ])
    expect(lab.since(0, 1000).filter(({ kind }) => kind === 'startedOver')).toMatchObject([
      { runId: late, data: { reason: said } },
    ])
    changeRuns(lab.core.db, { runIds: [wrong, right] }, ['finished'], { exclusion: 'wrong groups' })
    expect((await clientOf(await labIn(folder)).system.health()).notices).toEqual([])
  })

  it('are trained under gpu-2 without a message if none had started', async () => {
    const lab = await labIn(newFolder())
    addFakePopulation(lab, 1, {}, { networks: networks.slice(0, 1), plan: { ...fakePlan({}), provider: 'webgpu' } })
    lab.start()
    await lab.waitUntilIdle()
    expect(lab.runs(1)[0]).toMatchObject({ status: 'finished', plan: 'gpu-2' })
    expect(lab.since(0, 1000).filter(({ kind }) => kind === 'startedOver')).toEqual([])
  })
})
