import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { verbatim } from '#shared/sentences/sentence.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { AttemptMessage, LabMessage, TrainJob } from '#main/trainer/messages.ts'
import { putEpoch } from '#main/store/tables/epochs.ts'
import { listEvents } from '#main/store/tables/events.ts'
import { LabError } from '#main/store/labError.ts'
import { reorderWaiting } from '#main/store/tables/queueOrder.ts'
import { listReleased, release } from '#main/store/tables/released.ts'
import { getRun } from '#main/store/tables/runs.ts'
import { beginAttempt, changeRuns } from '#main/store/tables/runTransitions.ts'
import { putStepLosses, readStepLosses } from '#main/store/tables/steps.ts'
import { listTrainers, recordTrainer } from '#main/store/tables/trainers.ts'
import { setTrashed } from '#main/store/tables/trash.ts'
import { beginRun } from './beginRun.ts'
import { moveRuns } from './userTransitions.ts'
import { processStartTime } from './processes.ts'
import { endLeftTrainers, reconcileRuns, tidyFiles } from './reconcile.ts'
import { RunQueue, type RunQueueOptions } from './runQueue.ts'
import { recordedRuns, type RecordedRuns } from './testing/recordedRuns.ts'
import { ScriptedTrainer } from './testing/scriptedTrainer.ts'
import { temporaryFolders } from './testing/temporaryFolders.ts'

const newFolder = temporaryFolders()
let opened: RecordedRuns[] = []
afterEach(() => {
  for (const { store } of opened) store.close()
  opened = []
})
function runsIn(count: number, folder = newFolder()): RecordedRuns {
  const runs = recordedRuns(folder, count)
  opened.push(runs)
  return runs
}

const firstEpoch: EpochMetrics = {
  ...{ epoch: 0, learningRate: 0.1, trainLoss: 1, trainErrorPercent: 10, validationLoss: 1, validationErrors: 5 },
  ...{ validationErrorPercent: 50, validationTop5ErrorPercent: null, emaValidationErrorPercent: null },
  ...{ imagesPerSecond: 800, durationMs: 100 },
}
const machine = { onnxruntimeVersion: '1', cpuFeatures: 'avx2' }
/** No system gives a process such an id. */
const noPid = 5_000_000

/** A queue over `count` runs, whose trainers say what a test lets them say. */
function queueOf(count: number, options: Partial<RunQueueOptions> = {}) {
  const runs = runsIn(count)
  const trainers: ScriptedTrainer[] = []
  const heard = { changed: 0, ended: 0, peaks: [] as (number | null)[] }
  const limit = { trainers: 1, chosen: false, slots: {} as Record<string, number> }
  const queue = new RunQueue({
    records: runs.records,
    machine,
    planHere: (_, plan) => plan,
    startTrainer: () => {
      const trainer = new ScriptedTrainer(noPid + trainers.length)
      // As of a process, its end is told later.
      trainer.kill = () => queueMicrotask(() => trainer.exit('signal SIGKILL'))
      trainers.push(trainer)
      return trainer
    },
    trainerCount: (peak) => {
      heard.peaks.push(peak)
      return { count: limit.trainers, isChosen: limit.chosen }
    },
    devices: {
      sharesDevice: (provider) => provider === 'webgpu',
      fixed: (provider) => limit.slots[provider] ?? null,
      freeBytesOf: () => Promise.resolve(null),
    },
    changed: () => heard.changed++,
    epochRecorded: () => undefined,
    runEnded: () => heard.ended++,
    explain: (error) => error,
    roomCheckMs: 60_000,
    ...options,
  })
  const at = (place: number): ScriptedTrainer => trainers[place]!
  const ready = (place: number) => at(place).say({ type: 'ready', pid: noPid + place })
  /** What the trainer was told, job or message, with the run. */
  const sent = (place: number) =>
    at(place).heard.map((message: LabMessage) =>
      message.type === 'train' ? `train ${message.job.runId}` : `${message.type} ${message.runId}`,
    )
  /** The last job that the trainer was given, of a run or of any. */
  const jobOf = (place: number, run?: number): TrainJob =>
    at(place)
      .heard.flatMap((message) => (message.type === 'train' ? [message.job] : []))
      .findLast(({ runId }) => run === undefined || runId === run)!
  const say = (place: number, message: Record<string, unknown>, run?: number) => {
    const { runId, attempt } = jobOf(place, run)
    at(place).say({ runId, attempt, ...message } as unknown as AttemptMessage)
  }
  const fail = (place: number, run?: number) => say(place, { type: 'failed', reason: verbatim('no') }, run)
  return { ...runs, queue, trainers, heard, limit, ready, sent, say, fail, at, jobOf }
}

/** The same, of which these runs are of a provider with a device. */
function queueOnDevice(count: number, runIds: number[]) {
  const made = queueOf(count)
  changeRuns(made.store.db, { runIds }, ['queued'], { provider: 'webgpu' })
  return made
}

describe('A queue', () => {
  it('trains its runs in order and reports each end', () => {
    const { queue, heard, states, ready, sent, fail, trainers } = queueOf(3)
    expect([queue.isRunning, queue.active, trainers]).toEqual([false, [], []])
    queue.start()
    expect([queue.isRunning, trainers.length, states()]).toEqual([true, 1, ['queued', 'queued', 'queued']])
    ready(0)
    expect([sent(0), states()]).toEqual([['train 1'], ['running', 'queued', 'queued']])
    expect(queue.active).toMatchObject([{ runId: 1, attempt: 1, epochs: 3, epochsDone: 0, startedAt: 100 }])
    fail(0)
    expect([sent(0), heard.ended]).toEqual([['train 1', 'train 2'], 1])
    fail(0)
    fail(0)
    expect([states(), heard.ended, queue.active]).toEqual([['failed', 'failed', 'failed'], 3, []])
    // Trainers that have nothing to do end.
    expect([trainers.length, trainers[0]!.ended]).toEqual([1, true])
    expect(heard.changed).toBeGreaterThan(0)
  })

  it('records the processes of its trainers while they live', () => {
    const trainer = new ScriptedTrainer(process.pid)
    const { queue, store } = queueOf(1, { startTrainer: () => trainer })
    queue.start()
    expect(listTrainers(store.db)).toEqual([{ pid: process.pid, startTime: processStartTime(process.pid) }])
    trainer.say({ type: 'ready', pid: process.pid })
    queue.pause({})
    trainer.exit('exit code 0')
    expect(listTrainers(store.db)).toEqual([])
  })

  it('starts no more trainers than wanted, nor than there are runs', () => {
    const few = queueOf(2)
    few.limit.trainers = 5
    few.queue.start()
    expect(few.trainers.length).toBe(2)
    const many = queueOf(5)
    many.limit.trainers = 2
    many.queue.start()
    expect([many.trainers.length, many.queue.trainers]).toEqual([2, 2])
    many.ready(0)
    many.ready(1)
    expect([many.sent(0), many.sent(1)]).toEqual([['train 1'], ['train 2']])
    expect(new Set(many.heard.peaks)).toEqual(new Set([null]))
  })

  it('trains the runs of a device in one trainer; those of the CPU go on beside them', () => {
    const { queue, limit, trainers, ready, sent, fail } = queueOnDevice(6, [1, 2, 3, 4])
    Object.assign(limit, { trainers: 3, slots: { webgpu: 2 } })
    queue.start()
    // A core is left to the trainer of the device.
    expect([trainers.length, queue.trainers]).toEqual([3, 4])
    for (const place of [0, 1, 2]) ready(place)
    expect([sent(0), sent(1), sent(2)]).toEqual([['train 1', 'train 2'], ['train 5'], ['train 6']])
    fail(0, 1)
    expect(sent(0).slice(2)).toEqual(['train 3'])
    fail(1)
    fail(2)
    expect([sent(1), queue.trainers, trainers[0]!.ended]).toEqual([['train 5'], 2, false])
    for (const run of [2, 3, 4]) fail(0, run)
    expect(trainers.map(({ ended }) => ended)).toEqual([true, true, true])
  })

  it('trains as many runs in all as the user chose', () => {
    const { queue, limit, ready, sent } = queueOnDevice(6, [1, 2, 3, 4])
    Object.assign(limit, { trainers: 3, chosen: true, slots: { webgpu: 3 } })
    queue.start()
    for (const place of [0, 1]) ready(place)
    expect([sent(0), sent(1), queue.trainers]).toEqual([['train 1', 'train 2', 'train 3'], [], 3])
    limit.trainers = 1
    queue.wake()
    expect(sent(0).slice(3)).toEqual(['pause 2', 'pause 3'])
  })

  it('requeues all runs of a trainer that died, and then trains one that crashed twice alone', () => {
    const { queue, limit, ready, sent, at, states, fail } = queueOnDevice(3, [1, 2, 3])
    Object.assign(limit, { slots: { webgpu: 2 } })
    queue.start()
    ready(0)
    at(0).exit('signal SIGKILL')
    expect(states()).toEqual(['queued', 'queued', 'queued'])
    ready(1)
    expect(sent(1)).toEqual(['train 1', 'train 2'])
    at(1).exit('signal SIGKILL')
    ready(2)
    expect(sent(2)).toEqual(['train 1'])
    at(2).exit('signal SIGKILL')
    expect(states()).toEqual(['failed', 'queued', 'queued'])
    ready(3)
    // Runs that have not crashed wait until it has the device no more.
    expect(sent(3)).toEqual(['train 2'])
    fail(3, 2)
    expect(sent(3)).toEqual(['train 2', 'train 3'])
  })

  it('lets the other runs of a trainer that had to be killed go on, without a crash of theirs', () => {
    vi.useFakeTimers()
    try {
      const { queue, store, limit, ready, at, states } = queueOnDevice(2, [1, 2])
      Object.assign(limit, { slots: { webgpu: 2 } })
      queue.start()
      ready(0)
      at(0).kill = () => at(0).exit('signal SIGKILL')
      queue.cancel({ runId: 1 })
      vi.advanceTimersByTime(9999)
      expect(states()).toEqual(['running', 'running'])
      vi.advanceTimersByTime(1)
      expect([states(), getRun(store.db, 2).crashes]).toEqual([['cancelled', 'queued'], 0])
    } finally {
      vi.useRealTimers()
    }
  })

  it('trains fewer runs at once after one ran out of memory, which waits for its turn', () => {
    const { queue, store, limit, ready, sent, say, states, log } = queueOnDevice(4, [1, 2, 3, 4])
    Object.assign(limit, { slots: { webgpu: 3 } })
    queue.start()
    ready(0)
    const full = { type: 'outOfMemory', reason: verbatim('CUDA failure 2: out of memory.') }
    say(0, full, 1)
    expect([states(), queue.trainers]).toEqual([['queued', 'running', 'running', 'queued'], 2])
    expect(log().slice(-2)).toEqual(['outOfMemory 1', 'queued 1'])
    expect(listEvents(store.db, 0, 1000).findLast(({ kind }) => kind === 'outOfMemory')!.data).toMatchObject({
      slots: 2,
    })
    say(0, full, 2)
    expect([queue.trainers, states()]).toEqual([1, ['queued', 'queued', 'running', 'queued']])
    say(0, { type: 'failed', reason: verbatim('no') }, 3)
    // The trainer that ran out of memory was replaced.
    ready(1)
    expect(sent(1)).toEqual(['train 1'])
    say(1, full, 1)
    expect([states(), getRun(store.db, 1).reason]).toMatchObject([
      ['failed', 'queued', 'failed', 'queued'],
      { key: 'runOutOfMemory' },
    ])
    ready(2)
    expect(sent(2)).toEqual(['train 2'])
  })

  it.each([
    ['pause', 'paused'],
    ['cancel', 'cancelled'],
  ] as const)('a run that ran out of memory when asked to %s is %s', (ask, status) => {
    const { queue, limit, ready, say, states } = queueOnDevice(2, [1, 2])
    Object.assign(limit, { slots: { webgpu: 2 } })
    queue.start()
    ready(0)
    queue[ask]({ runId: 1 })
    say(0, { type: 'outOfMemory', reason: verbatim('full') }, 1)
    expect(states()).toEqual([status, 'running'])
  })

  it('adds a slot where the runs of a device lose less than it gains', async () => {
    const { queue, ready, sent, say } = queueOnDevice(5, [1, 2, 3, 4, 5])
    queue.start()
    ready(0)
    expect(sent(0)).toEqual(['train 1', 'train 2'])
    const progress = (imagesPerSecond: number) => ({
      type: 'progress',
      progress: { epoch: 0, step: 1, steps: 9, imagesPerSecond, epochMs: 1, peakMemoryBytes: 1 },
    })
    for (let i = 0; i < 6; i++) for (const run of [1, 2]) say(0, progress(100 * run), run)
    await vi.waitFor(() => expect(sent(0).slice(2)).toEqual(['train 3']))
    // Three at a third of the speed give no more images than two.
    for (let i = 0; i < 7; i++) for (const run of [1, 2, 3]) say(0, progress(60 * run), run)
    expect(queue.trainers).toBe(2)
    expect(queue.active.length).toBe(3)
  })

  it('without runs starts nothing and is idle at once', async () => {
    const { queue, trainers } = queueOf(0)
    queue.start()
    await queue.waitUntilIdle()
    expect(trainers).toEqual([])
  })

  it('follows a new order of its runs', () => {
    const { queue, store, sent, ready, fail } = queueOf(3)
    queue.start()
    ready(0)
    reorderWaiting(store.db, [3], 2)
    fail(0)
    expect(sent(0)).toEqual(['train 1', 'train 3'])
  })

  it('leaves trainers idle when there are not enough runs', () => {
    const { queue, limit, ready, sent } = queueOf(3)
    limit.trainers = 3
    queue.start()
    ready(0)
    queue.pause({ runIds: [2, 3] })
    ready(1)
    ready(2)
    queue.resume({ runId: 2 })
    expect([queue.fault, sent(1), sent(2)]).toEqual([undefined, ['train 2'], []])
  })

  it('stops surplus trainers, the youngest first; their runs keep their place', () => {
    const { queue, limit, states, sent, ready, say, log } = queueOf(4)
    limit.trainers = 3
    queue.start()
    for (const place of [0, 1, 2]) ready(place)
    limit.trainers = 1
    queue.wake()
    expect([sent(0), sent(1), sent(2)]).toEqual([['train 1'], ['train 2', 'pause 2'], ['train 3', 'pause 3']])
    say(1, { type: 'paused', path: null })
    say(2, { type: 'paused', path: null })
    expect([states(), queue.active.length]).toEqual([['running', 'queued', 'queued', 'queued'], 1])
    expect(log().slice(-2)).toEqual(['queued 2', 'queued 3'])
    limit.trainers = 2
    queue.wake()
    expect(sent(1).at(-1)).toBe('train 2')
  })

  it('lets its runs write a checkpoint when it is stopped, and begins no other', async () => {
    const { queue, states, sent, ready, say, at } = queueOf(2)
    queue.start()
    ready(0)
    queue.stop()
    expect([queue.isRunning, sent(0)]).toEqual([false, ['train 1', 'pause 1']])
    const idle = queue.waitUntilIdle()
    // It goes on with what it has not lost.
    queue.start()
    expect(states()).toEqual(['running', 'queued'])
    queue.stop()
    say(0, { type: 'paused', path: null })
    await idle
    expect([states(), sent(0), at(0).ended]).toEqual([['queued', 'queued'], ['train 1', 'pause 1'], true])
  })

  it('requeues runs that nothing trains when it starts', () => {
    const { queue, store, states } = queueOf(2)
    beginAttempt(store.db, 1, 1)
    queue.start()
    expect(states()).toEqual(['queued', 'queued'])
  })

  it('pauses, resumes and cancels runs that wait', () => {
    const { queue, states, log, store, write } = queueOf(3)
    const left = write('runs/2/attempt-1/checkpoint-1-0.safetensors')
    changeRuns(store.db, { runId: 2 }, ['queued'], { checkpointPath: 'runs/2/attempt-1/checkpoint-1-0.safetensors' })
    expect([queue.pause({ runIds: [1, 2] }), states()]).toEqual([
      [1, 2],
      ['paused', 'paused', 'queued'],
    ])
    expect([queue.pauseAfterEpoch({ runId: 3 }), queue.resume({ runIds: [1, 3] })]).toEqual([[3], [1, 3]])
    expect([queue.cancel({ runIds: [1, 2] }), states()]).toEqual([
      [1, 2],
      ['cancelled', 'cancelled', 'queued'],
    ])
    expect([existsSync(left), getRun(store.db, 2).checkpointPath, listReleased(store.db)]).toEqual([false, null, []])
    expect(log()).toEqual([
      ...['paused 1', 'paused 2', 'paused 3', 'queued 1', 'queued 3', 'cancelled 1', 'cancelled 2'],
    ])
    expect([queue.retry({ studyId: 1 }), states()]).toEqual([
      [1, 2],
      ['queued', 'queued', 'queued'],
    ])
  })

  it('forwards requests to trainers and can take back a pause after the epoch', () => {
    const { queue, sent, ready, states, say } = queueOf(2)
    queue.start()
    ready(0)
    expect(queue.pauseAfterEpoch({ runId: 1 })).toEqual([1])
    expect(queue.active[0]?.intent).toBe('pauseAfterEpoch')
    expect(queue.resume({ studyId: 1 })).toEqual([1])
    expect(queue.active[0]?.intent).toBeUndefined()
    expect(queue.pause({ studyId: 1 })).toEqual([2, 1])
    expect(sent(0)).toEqual(['train 1', 'pauseAfterEpoch 1', 'goOn 1', 'pause 1'])
    expect(queue.cancel({ runId: 1 })).toEqual([1])
    say(0, { type: 'cancelled' })
    expect(states()).toEqual(['cancelled', 'paused'])
  })

  it('shows the progress of its runs and ignores messages of ended ones', () => {
    const { queue, ready, say, fail, states } = queueOf(1)
    queue.start()
    ready(0)
    say(0, { type: 'progress', progress: { epoch: 1, step: 1, steps: 4, imagesPerSecond: 9, epochMs: 7 } })
    expect(queue.active).toMatchObject([{ epochsDone: 1.25, imagesPerSecond: 9, epochMs: 7 }])
    fail(0)
    fail(0)
    expect(states()).toEqual(['failed'])
  })

  it('stops when a run fails for lack of disk space, and keeps the run', async () => {
    const { queue, ready, say, states, at, trainers } = queueOf(2)
    queue.start()
    ready(0)
    const idle = expect(queue.waitUntilIdle()).rejects.toMatchObject({ code: 'diskFull' })
    say(0, { type: 'failed', reason: verbatim('cannot write'), code: 'ENOSPC' })
    await idle
    expect([queue.isRunning, queue.fault?.code, states(), queue.active]).toEqual([
      ...[false, 'diskFull', ['queued', 'queued'], []],
    ])
    await expect(queue.waitUntilIdle()).rejects.toBe(queue.fault)
    expect(at(0).ended).toBe(false)
    queue.start()
    expect([queue.isRunning, queue.fault, trainers.length]).toEqual([true, undefined, 2])
    queue.stop()
  })

  it('continues after a crash and stops when no trainer can be started', () => {
    const { queue, ready, at, states, sent, trainers, store } = queueOf(2)
    queue.start()
    ready(0)
    at(0).exit('signal SIGSEGV')
    expect([states(), getRun(store.db, 1).crashes, trainers.length]).toEqual([['queued', 'queued'], 1, 2])
    ready(1)
    expect(sent(1)).toEqual(['train 1'])
    at(1).exit('signal SIGSEGV')
    for (const place of [2, 3]) at(place).exit('exit code 1')
    expect([queue.isRunning, trainers.length]).toEqual([true, 5])
    at(4).exit('exit code 1')
    expect([queue.isRunning, queue.fault?.code, states()]).toEqual([false, 'trainerBroken', ['queued', 'queued']])
    queue.fail(new LabError('internal', 'another'))
    expect(queue.fault?.code).toBe('trainerBroken')
  })

  it('is stopped by any error of its lab', () => {
    const { queue, ready, states, heard } = queueOf(1)
    queue.start()
    ready(0)
    const before = heard.changed
    queue.fail(new LabError('damaged', 'damage'))
    expect([queue.fault?.code, queue.isRunning, states(), heard.changed > before]).toEqual([
      ...['damaged', false, ['queued'], true],
    ])
    const other = queueOf(1, {
      planHere: () => {
        throw new TypeError('no plan')
      },
    })
    other.queue.start()
    other.ready(0)
    expect(other.queue.fault).toMatchObject({
      code: 'internal',
      message: expect.stringContaining('no plan') as string,
    })
    other.queue.stop()
    expect(other.queue.fault).toBeUndefined()
  })

  it('ends every trainer when it is closed, once its runs have stopped', async () => {
    const { queue, ready, say, states, sent, store } = queueOf(2)
    queue.start()
    ready(0)
    recordTrainer(store.db, { pid: noPid, startTime: 'a' })
    const closed = queue.close()
    expect(sent(0)).toEqual(['train 1', 'pause 1'])
    say(0, { type: 'paused', path: null })
    await closed
    expect([states(), queue.isRunning, listTrainers(store.db)]).toEqual([['queued', 'queued'], false, []])
    queue.start()
    expect(queue.isRunning).toBe(false)
  })

  it('retrains finished runs for pinned weights and starts others over', () => {
    const { queue, store, states, write, log } = queueOf(2)
    const { db } = store
    changeRuns(db, { runId: 1 }, ['queued'], { status: 'finished', digest: 'd', finishedAt: 5, weightsPath: null })
    changeRuns(db, { runId: 2 }, ['queued'], { status: 'failed', reason: verbatim('no'), crashes: 3 })
    const left = write('runs/2/attempt-1/checkpoint-1-0.safetensors')
    queue.trainAgain(1)
    expect(getRun(db, 1)).toMatchObject({ status: 'queued', pinned: true, digest: 'd', finishedAt: null })
    expect(queue.startOver({ studyId: 1 })).toEqual([2])
    expect(getRun(db, 2)).toMatchObject({ status: 'queued', crashes: 0, reason: null })
    expect([states(), existsSync(left), log()]).toEqual([
      ...[['queued', 'queued'], false, ['queued 1', 'startedOver 2', 'queued 2']],
    ])
  })
})

describe('A move', () => {
  it.each([
    ['pause', { queued: 'paused' }],
    ['resume', { paused: 'queued', interrupted: 'queued' }],
    ['cancel', { queued: 'cancelled', paused: 'cancelled', interrupted: 'cancelled' }],
    ['retry', { failed: 'queued', interrupted: 'queued', diverged: 'queued', cancelled: 'queued' }],
    [
      'startOver',
      { failed: 'queued', interrupted: 'queued', paused: 'queued', cancelled: 'queued', diverged: 'queued' },
    ],
    ['trainAgain', { finished: 'queued' }],
  ] as const)('to %s changes exactly these states: %j', (move, changed: Record<string, string>) => {
    const from = ['queued', 'running', 'finished', 'diverged', 'failed', 'paused', 'interrupted', 'cancelled'] as const
    const { records, store, states, log } = runsIn(from.length)
    from.forEach((status, i) => changeRuns(store.db, { runId: i + 1 }, ['queued'], { status, checkpointPath: 'c' }))
    const moved = moveRuns(records, {}, move)
    expect(states()).toEqual(from.map((status) => changed[status] ?? status))
    expect(moved.sort((a, b) => a - b)).toEqual(from.flatMap((status, i) => (changed[status] ? [i + 1] : [])))
    const lines = log().filter((line) => !line.startsWith('startedOver'))
    expect(lines.sort()).toEqual(moved.map((id) => `${changed[from[id - 1]!]!} ${id}`).sort())
    const isKept = (id: number) => getRun(store.db, id).checkpointPath === 'c'
    const losing = { cancel: moved, startOver: moved, retry: [4, 8], pause: [], resume: [], trainAgain: [] }[move]
    expect(moved.filter((id) => !isKept(id))).toEqual(losing)
    expect(listReleased(store.db).length).toBe(move === 'cancel' || move === 'startOver' ? moved.length : 0)
  })

  it('that begins anew forgets progress; one that continues does not', () => {
    const { records, store, log } = runsIn(2)
    const { db } = store
    for (const id of [1, 2]) {
      putEpoch(db, id, firstEpoch)
      putStepLosses(db, id, 0, Float32Array.of(1))
    }
    changeRuns(db, { runId: 1 }, ['queued'], { status: 'diverged' })
    changeRuns(db, { runId: 2 }, ['queued'], { status: 'failed' })
    expect(moveRuns(records, { studyId: 1 }, 'retry')).toEqual([2, 1])
    expect([1, 2].map((id) => [getRun(db, id).epochsDone, readStepLosses(db, id).length])).toEqual([
      [0, 0],
      [1, 1],
    ])
    expect(log()).toEqual(['queued 2', 'queued 1'])
  })
})

describe('An attempt', () => {
  const stored = 'runs/1/attempt-1/checkpoint-2-0.safetensors'
  function begun(planHere = (_: string, plan: string) => plan, here = machine, isThere = true) {
    const { records, store, write, log } = runsIn(1)
    const { db, folder } = store
    putEpoch(db, 1, firstEpoch)
    changeRuns(db, { runId: 1 }, ['queued'], { checkpointPath: stored })
    if (isThere) write(stored)
    release(db, ['runs/1'])
    const job = beginRun(records, getRun(db, 1), { ...here, planHere })
    expect([listReleased(db), existsSync(job.checkpointFolder)]).toEqual([[], true])
    return { job, run: getRun(db, 1), log, folder, events: listEvents(db, 0, 9) }
  }

  it('continues from the checkpoint of the run', () => {
    const { job, run, log, folder } = begun()
    expect(job).toMatchObject({
      ...{ runId: 1, attempt: 1, seed: 0, dataset: { kind: 'synthetic' }, datasetHash: 'h', provider: 'cpu' },
      ...{ plan: 'portable', checkpointPath: join(folder, stored), keepWeights: true },
      checkpointFolder: join(folder, 'runs/1/attempt-1'),
    })
    expect(run).toMatchObject({ status: 'running', attempt: 1, epochsDone: 1, checkpointPath: stored, startedAt: 100 })
    expect(log()).toEqual(['started 1'])
  })

  it.each([
    ['checkpointGone', undefined, machine, false],
    ['machineReplaced', undefined, { ...machine, cpuFeatures: 'avx512' }, true],
    ['machineReplaced', undefined, { ...machine, onnxruntimeVersion: '2' }, true],
    ['planReplaced', () => 'blocked-2', machine, true],
  ])('starts over and logs why: %s', (key, planHere, here, isThere) => {
    const { job, run, log, events } = begun(planHere, here, isThere)
    expect(job).toMatchObject({ checkpointPath: null, plan: planHere?.() ?? 'portable' })
    expect(run).toMatchObject({ ...here, plan: job.plan, epochsDone: 0, checkpointPath: null, status: 'running' })
    expect(log()).toEqual(['startedOver 1', 'started 1'])
    expect(events[0]?.data).toMatchObject({ reason: { key } })
  })

  it('without a checkpoint begins silently on this machine', () => {
    const { records, store, log } = runsIn(1)
    const here = { onnxruntimeVersion: '2', cpuFeatures: 'avx512' }
    const job = beginRun(records, getRun(store.db, 1), { ...here, planHere: () => 'blocked-2' })
    expect([job.checkpointPath, job.plan, log()]).toEqual([null, 'blocked-2', ['started 1']])
    expect(getRun(store.db, 1)).toMatchObject({ ...here, plan: 'blocked-2' })
  })

  it.each([
    ['none', false, false],
    ['none', true, true],
    ['best', false, true],
  ] as const)('keeping %s, pinned: %s, stores its weights: %s', (keep, pinned, kept) => {
    const runs = recordedRuns(newFolder(), 1, { keepWeights: keep === 'best' ? { keep, count: 1 } : { keep } })
    opened.push(runs)
    const { db } = runs.store
    changeRuns(db, { runId: 1 }, ['queued'], { pinned })
    const job = beginRun(runs.records, getRun(db, 1), { ...machine, planHere: (_, plan) => plan })
    expect(job.keepWeights).toBe(kept)
  })
})

describe('A lab that starts after a crash', () => {
  it.each(['queued', 'interrupted'] as const)(
    'puts running runs back as %s; those in the trash are paused',
    (status) => {
      const { records, store, states, log } = runsIn(3)
      for (const id of [1, 2]) beginAttempt(store.db, id, 1)
      reconcileRuns(records, status)
      expect(states()).toEqual([status, status, 'queued'])
      expect(log()).toEqual([`${status} 1`, `${status} 2`])
      beginAttempt(store.db, 3, 1)
      setTrashed(store.db, 'populations', 1, 5)
      reconcileRuns(records, 'queued')
      expect([states()[2], log().at(-1)]).toEqual(['paused', 'paused 3'])
    },
  )

  it('forgets trainers that are gone', async () => {
    const { records, store } = runsIn(0)
    recordTrainer(store.db, { pid: noPid, startTime: '1' })
    await endLeftTrainers(records)
    expect(listTrainers(store.db)).toEqual([])
  })

  it('removes released files, moves unknown run files aside and leaves everything else', () => {
    const { records, store, write, log } = runsIn(4)
    const { db, folder } = store
    expect(tidyFiles(records)).toEqual([])
    const kept = [write('runs/1/attempt-1/checkpoint-1-0.safetensors'), write('weights/run-2.safetensors')]
    kept.push(write('runs/notes/mine.txt'), write('weights/mine.txt'), write('thesis.tex'))
    changeRuns(db, { runId: 2 }, ['queued'], { status: 'finished', weightsPath: 'weights/run-2.safetensors' })
    changeRuns(db, { runId: 3 }, ['queued'], { status: 'finished' })
    const released = write('runs/4/attempt-1/checkpoint-1-0.safetensors')
    release(db, ['runs/4'])
    for (const path of ['runs/3/attempt-1/checkpoint-1-0.safetensors', 'runs/77/attempt-2/weights.safetensors'])
      write(path)
    write('weights/run-9.safetensors')
    const [notice, ...more] = tidyFiles(records)
    expect(more).toEqual([])
    const [into] = readdirSync(folder).filter((name) => name.startsWith('unknown-'))
    expect(notice).toMatchObject({ key: 'unknownMoved', values: { count: 3, folder: join(folder, into!) } })
    expect([...kept.map(existsSync), existsSync(released)]).toEqual([true, true, true, true, true, false])
    expect(readdirSync(join(folder, into!, 'runs')).sort()).toEqual(['3', '77'])
    expect(readdirSync(join(folder, into!, 'weights'))).toEqual(['run-9.safetensors'])
    expect(listEvents(db, 0, 9)).toMatchObject([{ kind: 'filesMoved', studyId: 0, data: { folder: into } }])
    expect([tidyFiles(records), log().length, listReleased(db)]).toEqual([[], 1, []])
  })

  it('removes rows of an unfinished import', () => {
    const { records, store } = runsIn(2)
    const { db } = store
    db.pragma('foreign_keys = OFF')
    db.exec('DELETE FROM populations')
    db.pragma('foreign_keys = ON')
    tidyFiles(records)
    expect(db.prepare('SELECT count(*) FROM runs').pluck().get()).toBe(2)
    release(db, ['import-AbCdEf'])
    tidyFiles(records)
    expect([db.prepare('SELECT count(*) FROM runs').pluck().get(), listReleased(db)]).toEqual([0, []])
  })
})
