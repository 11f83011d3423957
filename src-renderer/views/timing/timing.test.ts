import { describe, expect, it } from 'vitest'
import { publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import { spaceMarks } from '#shared/charts/spaceMarks.ts'
import type { TimingConditions } from '#shared/timing/timing.ts'
import { chosenPopulations, firstDraft, readTiming } from './timingDraft.ts'
import { groupsOf, timedBy } from './timedNetworks.ts'

const there = { studyId: 3, populations: [5, 7] }

describe('what to measure', () => {
  it('is at first inference of all populations on a processor', () => {
    expect(readTiming(firstDraft(), there)).toEqual({
      faults: {},
      request: {
        ...{ studyId: 3, populationIds: [5, 7], published: [], networks: 20, provider: 'cpu' },
        ...{ modes: ['inference'], batchSizes: [1, 64], threads: 1, rounds: 5, pauseQueue: false },
      },
    })
  })
  it('keeps to the populations that there still are', () => {
    expect(chosenPopulations({ ...firstDraft(), populations: [7, 9] }, there.populations)).toEqual([7])
  })
  it('can be published networks alone', () => {
    const { request } = readTiming({ ...firstDraft(), populations: [], hasPublished: true }, there)
    expect(request?.populationIds).toEqual([])
    expect(request?.published).toEqual(publishedNetworks.map(({ name }) => name))
  })
  it.each([
    ['batchSizes', { batchSizes: '1, x' }],
    ['batchSizes', { batchSizes: '0' }],
    ['batchSizes', { batchSizes: ' ' }],
    ['batchSizes', { batchSizes: '1,2,3,4,5,6,7,8,9' }],
    ['rounds', { rounds: '' }],
    ['rounds', { rounds: '1.5' }],
    ['threads', { threads: '257' }],
    ['networks', { networks: '0' }],
    ['modes', { modes: [] }],
    ['subjects', { populations: [] }],
  ] as const)('tells what is wrong with %s: %j', (field, changes) => {
    const { request, faults } = readTiming({ ...firstDraft(), ...(changes as object) }, there)
    expect(request).toBeUndefined()
    expect(Object.keys(faults)).toEqual([field])
  })
})

describe('times', () => {
  const conditions: TimingConditions = {
    ...{ mode: 'inference', batchSize: 8, provider: 'cpu', plan: null, device: 'CPU', driver: null },
    ...{ threads: 1, onnxruntime: '1' },
  }
  const time = (ms: number, processorMs: number | null = null) => ({
    ...{ ms, processorMs, spreadMs: 0, fastestMs: ms, rounds: 1, passes: 5 },
  })
  const mark = spaceMarks(['RegNetX']).get('RegNetX')!
  const population = { name: 'RegNetX', mark, rows: [{ id: 1, flops: 2e6, parameters: 10, activations: 3e4 }] }

  it('are grouped by conditions, those of published networks apart, without what is not known', () => {
    const groups = groupsOf(
      [
        { runId: 1, conditions, time: time(2, 3), measuredAt: 0 },
        { runId: 1, conditions: { ...conditions, batchSize: 1 }, time: time(1), measuredAt: 0 },
        { runId: 2, conditions, time: time(9), measuredAt: 0 },
      ],
      [
        { name: 'ResNet-50', conditions, time: time(50), measuredAt: 0 },
        { name: 'ResNet-51', conditions, time: time(51), measuredAt: 0 },
      ],
      [population],
    )
    expect(
      groups.map(({ isPublished, conditions: { batchSize }, times }) => [isPublished, batchSize, times.length]),
    ).toEqual([
      [false, 1, 1],
      [false, 8, 1],
      [true, 8, 1],
    ])
    expect(new Set(groups.map(({ key }) => key)).size).toBe(3)
    expect(groups[1]!.times[0]).toMatchObject({ id: 1, name: '#1', kind: 'RegNetX', flops: 2e6, activations: 3e4 })
    expect(groups[2]!.times[0]).toMatchObject({ id: 'ResNet-50', kind: 'ResNet' })
    expect(timedBy(groups[1]!, 'processorMs').map(({ ms }) => ms)).toEqual([3])
    expect(timedBy(groups[0]!, 'processorMs')).toEqual([])
  })
})
