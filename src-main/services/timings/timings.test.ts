import { afterEach, describe, expect, it } from 'vitest'
import type { RunTiming, TimingRequest } from '#shared/contract/timings.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import type { RoundRequest } from '#main/benchmark/timePasses.ts'
import type { RoundAnswer } from '#main/benchmark/timingWorker.ts'
import { addFakePopulation, fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { changedRows } from '#main/store/safety/fingerprints.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { importBundle } from '../bundles/importBundle.ts'
import { clientOf, type LabClient } from '../client.ts'
import { smallPlan, smallSpace } from '../testing/benchFixture.ts'
import { newStudy } from '../testing/newStudy.ts'
import { runsToTime } from './runsToTime.ts'

const newFolder = temporaryFolders()
let opened: Lab[] = []
afterEach(async () => {
  for (const lab of opened) await lab.close()
  opened = []
})

type Measure = (request: RoundRequest, signal?: AbortSignal) => Promise<RoundAnswer>

/** A lab whose passes take as many milliseconds as a network has blocks, unless `measure` says otherwise. */
async function openLab(measure: Measure = ({ network, batchSize }) => Promise.resolve(roundOf(network, batchSize))) {
  const startTiming = () => ({ measure, end: () => undefined })
  const lab = await createLab(fakeLabOptions(newFolder(), { startTiming }))
  opened.push(lab)
  return { lab, client: clientOf(lab) }
}
/** A pass that never ends by itself. */
async function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  signal?.throwIfAborted()
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
}
const roundOf = ({ stages }: RoundRequest['network'], batchSize: number): RoundAnswer => {
  const ms = batchSize * stages.reduce((sum, { depth }) => sum + depth, 0)
  return { round: { times: [ms], processorMs: ms / 2 }, device: null }
}

const request = (studyId: number, populationIds: number[], changes: Partial<TimingRequest> = {}): TimingRequest => ({
  ...{ studyId, populationIds, published: [], networks: 5, provider: 'cpu', modes: ['inference'], batchSizes: [1, 4] },
  ...{ threads: 1, rounds: 2, pauseQueue: false },
  ...changes,
})

/** Measures and resolves once that is over. */
async function measured(client: LabClient, of: TimingRequest) {
  await client.timings.measure(of)
  for (;;) {
    const status = (await client.timings.status())!
    if (status.state === 'done' || status.state === 'stopped') return status
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A lab with a study of two populations of 8 networks, none of them trained. */
async function labWithStudy(measure?: Measure) {
  const { lab, client } = await openLab(measure)
  const plan = smallPlan()
  const { id: studyId } = await newStudy(client, { name: 'timed', plan, spaces: [smallSpace('RegNetX')] })
  const spaceId = (await client.spaces.list({ studyId }))[0]!.id
  const populations: number[] = []
  for (const seed of [1, 2]) {
    const request = { spaceId, name: `seed ${seed}`, count: 8, seed, plan, keepWeights: { keep: 'none' } as const }
    populations.push((await client.populations.add({ request, start: false })).id)
  }
  return { lab, client, studyId, populations }
}

describe('Measured times of a study', () => {
  it('are stored for networks spread over the FLOPs of each population, with their conditions', async () => {
    const { lab, client, studyId, populations } = await labWithStudy()
    const status = await measured(client, request(studyId, populations))
    expect(status).toMatchObject({ state: 'done', done: 40, total: 40, leftMs: null, failures: [], fault: null })
    const times = await client.timings.list({ studyId })
    expect(times).toHaveLength(20)
    const runs = lab.runs(populations[0]!)
    const flops = runs.map((run) => run.flops).sort((a, b) => a - b)
    const timed = runs.filter(({ id }) => times.some(({ runId }) => runId === id)).map((run) => run.flops)
    expect([Math.min(...timed), Math.max(...timed)]).toEqual([flops[0], flops.at(-1)])
    const { runId, conditions, time } = times.find((one) => one.conditions.batchSize === 4)!
    const blocks = lab.run(runId).network.stages.reduce((sum, { depth }) => sum + depth, 0)
    expect(conditions).toMatchObject({ mode: 'inference', batchSize: 4, provider: 'cpu', plan: null, threads: 1 })
    expect(time).toEqual({
      ms: 4 * blocks,
      spreadMs: 0,
      fastestMs: 4 * blocks,
      processorMs: 2 * blocks,
      rounds: 2,
      passes: 2,
    })
    expect(lab.since(0, 10_000).at(-1)).toMatchObject({ kind: 'timesMeasured', data: { networks: 10, times: 20 } })
    expect(changedRows(lab.core.db, 10)).toEqual([])
  })

  it('predict those of other networks once eight were measured, outside the trash', async () => {
    const { client, studyId, populations } = await labWithStudy()
    await measured(client, request(studyId, [populations[0]!], { batchSizes: [1] }))
    expect(await client.timings.predictions()).toEqual([])
    await measured(client, request(studyId, populations, { batchSizes: [1] }))
    const [prediction, ...more] = await client.timings.predictions()
    expect(more).toEqual([])
    expect(prediction).toMatchObject({ isPublished: false, conditions: { batchSize: 1 }, fit: { networks: 10 } })
    await client.studies.trash({ id: studyId })
    expect(await client.timings.predictions()).toEqual([])
  })

  it('replace those of the same conditions, and can be removed by their conditions', async () => {
    const { client, studyId, populations } = await labWithStudy()
    const of = request(studyId, [populations[0]!], { networks: 2 })
    await measured(client, of)
    await measured(client, { ...of, rounds: 1 })
    const times = await client.timings.list({ studyId })
    expect(times.map(({ time }) => time.rounds)).toEqual([1, 1, 1, 1])
    expect(await client.timings.remove({ studyId, published: false, conditions: times[0]!.conditions })).toEqual({
      removed: 2,
    })
    const left = await client.timings.list({ studyId })
    expect(left).toHaveLength(2)
    expect(new Set(left.map(({ conditions }) => conditions.batchSize)).size).toBe(1)
  })

  it('are kept apart from those of published networks, which every study of the lab has', async () => {
    const { client, studyId, populations } = await labWithStudy()
    const published = ['regnetx-200mf', 'ResNet-50']
    await measured(client, request(studyId, [], { published, batchSizes: [1] }))
    const times = await client.timings.published()
    expect(times.map(({ name }) => name)).toEqual(['RegNetX-200MF', 'ResNet-50'])
    expect(times[1]!.time.ms).toBe(16)
    expect(await client.timings.list({ studyId })).toEqual([])
    await measured(client, request(studyId, populations, { published: ['ResNet-50'], batchSizes: [1] }))
    const { conditions } = times[0]!
    expect(await client.timings.remove({ studyId, conditions, published: true })).toEqual({ removed: 2 })
    expect(await client.timings.published()).toEqual([])
    expect(await client.timings.list({ studyId })).toHaveLength(10)
    await expect(client.timings.measure(request(studyId, [], { published: ['ResNet-51'] }))).rejects.toThrow('ResNet-5')
    await expect(client.timings.measure(request(studyId, []))).rejects.toThrow('no networks')
  })

  it('keep what was measured when stopped, and name networks that failed', async () => {
    let visits = 0
    const { client, studyId, populations } = await labWithStudy(async ({ network, batchSize }, signal) => {
      visits++
      if (visits === 1) return { failed: sentence('timingEnded', { said: 'SIGKILL' }) }
      if (visits < 4) return roundOf(network, batchSize)
      void opened[0]!.core.measurement.stop()
      return untilAborted(signal)
    })
    const status = await measured(client, request(studyId, [populations[0]!]))
    expect(status.state).toBe('stopped')
    expect(status.failures).toMatchObject([{ reason: { key: 'timingEnded' } }])
    expect((await client.timings.list({ studyId })).length).toBe(2)
  })

  it('are measured one set at a time, of networks of the study alone', async () => {
    const { client, studyId, populations } = await labWithStudy((_, signal) => untilAborted(signal))
    await expect(client.timings.measure(request(studyId, [999]))).rejects.toMatchObject({ code: 'notFound' })
    await expect(client.timings.measure(request(studyId, populations, { provider: 'gpu9' }))).rejects.toThrow('gpu9')
    await client.timings.measure(request(studyId, populations))
    await expect(client.timings.measure(request(studyId, populations))).rejects.toThrow('under way')
  })

  it('go with a study as a file, and away with the study', async () => {
    const { lab, client, studyId, populations } = await labWithStudy()
    await measured(client, request(studyId, [populations[0]!]))
    const { file } = await client.studies.exportBundle({ id: studyId, weights: false })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { id } = await importBundle(lab.core, bytes, { isSample: false })
    const [there, here] = [await client.timings.list({ studyId: id }), await client.timings.list({ studyId })]
    const apart = ({ conditions, time, measuredAt }: RunTiming) => ({ conditions, time, measuredAt })
    expect(there.map(apart)).toEqual(here.map(apart))
    expect(changedRows(lab.core.db, 10)).toEqual([])
    await client.studies.trash({ id })
    await client.studies.remove({ id })
    expect(lab.core.db.prepare('SELECT count(DISTINCT runId) AS n FROM timings').get()).toEqual({ n: 5 })
  })
})

describe('A measurement and the queue', () => {
  it('waits until nothing trains, or pauses the queue and starts it again', async () => {
    const states: boolean[] = []
    const { lab, client } = await openLab(({ network, batchSize }) => {
      states.push(lab.core.queue.isRunning)
      return Promise.resolve(roundOf(network, batchSize))
    })
    const populationId = addFakePopulation(lab, 3)
    const { studyId } = lab.population(populationId)
    lab.start()
    const of = request(studyId, [populationId], { batchSizes: [1], pauseQueue: true, rounds: 1 })
    expect((await measured(client, of)).state).toBe('done')
    expect(states).toEqual(states.map(() => false))
    expect(states.length).toBeGreaterThan(0)
    expect(lab.core.queue.isRunning).toBe(true)
    expect((await measured(client, { ...of, pauseQueue: false })).state).toBe('done')
    expect(lab.status().runs.finished).toBe(3)
  })
})

describe('runsToTime', () => {
  it('takes each network once, and both ends of the range', async () => {
    const { lab, populations } = await labWithStudy()
    const all = runsToTime(lab.core.db, populations[0]!, 100).map(({ flops }) => flops)
    expect(all).toEqual(all.toSorted((a, b) => a - b))
    const some = runsToTime(lab.core.db, populations[0]!, 4).map(({ flops }) => flops)
    expect(some).toHaveLength(4)
    expect([some[0], some.at(-1)]).toEqual([all[0], all.at(-1)])
    expect(runsToTime(lab.core.db, populations[0]!, 1)).toHaveLength(1)
  })
})
