import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { verbatim, sentence } from '#shared/sentences/sentence.ts'
import type { KeepWeights } from '#shared/contract/populations.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { AttemptMessage, RunResult } from '#main/trainer/messages.ts'
import { listEpochs } from '#main/store/tables/epochs.ts'
import { listEvents } from '#main/store/tables/events.ts'
import { listReleased, release } from '#main/store/tables/released.ts'
import { getRun, type Run } from '#main/store/tables/runs.ts'
import { beginAttempt, changeRuns } from '#main/store/tables/runTransitions.ts'
import { readStepLosses } from '#main/store/tables/steps.ts'
import { recordCrash, recordMessage, type StopIntent } from './recordMessage.ts'
import { recordedRuns, type RecordedRuns } from './testing/recordedRuns.ts'
import { temporaryFolders } from './testing/temporaryFolders.ts'

const newFolder = temporaryFolders()
let opened: RecordedRuns[] = []
afterEach(() => {
  for (const { store } of opened) store.close()
  opened = []
})

const checkpointPath = (epoch: number, attempt = 1) => `runs/1/attempt-${attempt}/checkpoint-${epoch}-0.safetensors`

/** Run 1 at its first attempt, with a checkpoint after two epochs; a second run that is queued. */
function running(keepWeights: KeepWeights = { keep: 'all' }) {
  const runs = recordedRuns(newFolder(), 2, { keepWeights })
  opened.push(runs)
  const { records, store } = runs
  const { db, folder } = store
  beginAttempt(db, 1, 1)
  const say = (message: Unkeyed, intent?: StopIntent) =>
    recordMessage(records, { runId: 1, attempt: 1, ...message } as Parameters<typeof recordMessage>[1], intent)
  for (const epoch of [0, 1]) say(epochMessage(epoch))
  const checkpoint = runs.write(checkpointPath(2))
  say({ type: 'checkpoint', epoch: 2, path: checkpoint })
  const before = listEvents(db, 0, 99).length
  const run = () => getRun(db, 1)
  return { ...runs, db, folder, say, checkpoint, before, run, log: () => runs.log(before) }
}
type Unkeyed = AttemptMessage extends infer M
  ? M extends AttemptMessage
    ? Omit<M, 'runId' | 'attempt'>
    : never
  : never

function epochMessage(epoch: number): Unkeyed {
  const metrics: EpochMetrics = {
    ...{ epoch, learningRate: 0.1, trainLoss: 1, trainErrorPercent: 10, validationLoss: 1, validationErrors: 5 },
    ...{ validationErrorPercent: 50 - epoch, validationTop5ErrorPercent: null, emaValidationErrorPercent: null },
    ...{ imagesPerSecond: 800, durationMs: 100 },
  }
  return { type: 'epoch', epoch, metrics, stepLosses: Float32Array.of(epoch, epoch + 0.5) }
}
const result = (change: Partial<RunResult> = {}): RunResult => ({
  ...{ errorPercent: 48, validationErrors: 480, validationCount: 1000, digest: 'd1', weightsPath: null },
  ...{ peakMemoryBytes: 7e8, environment: { onnxruntime: '1', node: '24', cpu: 'x' }, ...change },
})

describe('A message about an attempt', () => {
  it('stores epochs with their step losses, and keeps the last checkpoint', () => {
    const { db, say, run, write, checkpoint, log } = running()
    expect(run()).toMatchObject({ status: 'running', epochsDone: 2, lowestErrorPercent: 49 })
    expect(run().checkpointPath).toBe(checkpointPath(2))
    expect(
      listEpochs(db, { runId: 1 })
        .get(1)
        ?.map(({ epoch }) => epoch),
    ).toEqual([0, 1])
    expect([...readStepLosses(db, 1)]).toEqual([0, 0.5, 1, 1.5])
    say(epochMessage(2))
    say({ type: 'checkpoint', epoch: 3, path: write(checkpointPath(3)) })
    expect([run().checkpointPath, existsSync(checkpoint), listReleased(db)]).toEqual([checkpointPath(3), false, []])
    expect(log()).toEqual(['epoch 1'])
    // Said again, it is not removed.
    say({ type: 'checkpoint', epoch: 3, path: write(checkpointPath(3)) })
    expect(existsSync(write(checkpointPath(3)))).toBe(true)
  })

  it('changes nothing for another attempt or an ended run', () => {
    const { db, records, say, run, log } = running()
    const before = run()
    for (const [runId, attempt] of [
      [1, 2],
      [2, 0],
    ] as const)
      expect(() => recordMessage(records, { type: 'cancelled', runId, attempt }, undefined)).toThrow('is not running')
    expect([run(), getRun(db, 2).status, log()]).toEqual([before, 'queued', []])
    say({ type: 'failed', reason: verbatim('no such data') })
    expect(() => say({ type: 'cancelled' })).toThrow('is not running')
    expect([run().status, log()]).toEqual(['failed', ['failed 1']])
  })

  it('of a result finishes the run and removes the files of its attempts', () => {
    const { db, folder, say, run, write, log } = running()
    const weightsPath = write('runs/1/attempt-1/weights.safetensors', 'weights')
    say({ type: 'finished', result: result({ weightsPath }) })
    expect(run()).toMatchObject({
      ...{ status: 'finished', errorPercent: 48, validationErrors: 480, validationCount: 1000, digest: 'd1' },
      ...{ weightsPath: 'weights/run-1.safetensors', peakMemoryBytes: 7e8, environment: result().environment },
      ...{ checkpointPath: null, reason: null, finishedAt: 100 },
    })
    expect(readFileSync(join(folder, 'weights/run-1.safetensors'), 'utf8')).toBe('weights')
    expect([readdirSync(join(folder, 'runs')), listReleased(db), log()]).toEqual([[], [], ['finished 1']])
  })

  it('of a result has no weights when none are kept', () => {
    const { say, run, folder } = running({ keep: 'none' })
    say({ type: 'finished', result: result() })
    expect([run().weightsPath, existsSync(join(folder, 'weights'))]).toEqual([null, false])
  })

  it('of a result moves unknown weights out of the way', () => {
    const { db, folder, say, write, run } = running()
    write('weights/run-1.safetensors', 'somebody’s')
    release(db, ['weights/run-1.safetensors'])
    const weightsPath = write('runs/1/attempt-1/weights.safetensors', 'own')
    say({ type: 'finished', result: result({ weightsPath }) })
    expect(readFileSync(join(folder, run().weightsPath!), 'utf8')).toBe('own')
    const [unknown] = readdirSync(folder).filter((name) => name.startsWith('unknown-'))
    expect(readFileSync(join(folder, unknown!, 'weights/run-1.safetensors'), 'utf8')).toBe('somebody’s')
    expect(listReleased(db)).toEqual([])
  })

  it.each([
    ['another', 'd0', ['finished 1', 'digestChanged 1']],
    ['the same', 'd1', ['finished 1']],
  ])('of a retrained run with %s digest logs a change only', (_, before, lines) => {
    const { db, say, log, write, folder } = running()
    write('weights/run-1.safetensors', 'old')
    changeRuns(db, { runId: 1 }, ['running'], { digest: before, weightsPath: 'weights/run-1.safetensors' })
    say({ type: 'finished', result: result({ weightsPath: write('runs/1/attempt-1/weights.safetensors', 'new') }) })
    expect(log()).toEqual(lines)
    expect(readFileSync(join(folder, 'weights/run-1.safetensors'), 'utf8')).toBe('new')
    expect(readdirSync(folder).filter((name) => name.startsWith('unknown-'))).toEqual([])
    const changed = listEvents(db, 0, 99).find(({ kind }) => kind === 'digestChanged')
    if (lines.length > 1) expect(changed?.data).toEqual({ before: 'd0', after: 'd1' })
  })

  it.each([
    [{ steps: 100, skipped: 5 }, ['finished 1', 'stepsSkipped 1']],
    [{ steps: 100, skipped: 4 }, ['finished 1']],
  ])('of a run in mixed precision with %j logs many skipped steps only', (scaling, lines) => {
    const { db, say, log } = running()
    say({ type: 'finished', result: result({ scaling }) })
    expect(log()).toEqual(lines)
    const found = listEvents(db, 0, 99).find(({ kind }) => kind === 'stepsSkipped')
    if (lines.length > 1) expect(found?.data).toEqual({ reason: sentence('stepsSkipped', scaling) })
  })

  it('of divergence gives a digest of its place', () => {
    const digests = [
      [1, 3],
      [1, 3],
      [1, 4],
      [2, 3],
    ].map(([epoch, step]) => {
      const { say, run, folder, log } = running()
      const reason = verbatim('loss is NaN')
      say({ type: 'diverged', epoch: epoch!, step: step!, reason })
      expect(run()).toMatchObject({ status: 'diverged', reason, checkpointPath: null, finishedAt: 100 })
      expect([readdirSync(join(folder, 'runs')), log()]).toEqual([[], ['diverged 1']])
      return run().digest
    })
    expect([digests[0] === digests[1], new Set(digests).size]).toEqual([true, 3])
  })

  it.each<[StopIntent | undefined, string]>([
    ['pause', 'paused'],
    ['pauseAfterEpoch', 'paused'],
    ['close', 'queued'],
  ])('after a stop by %s leaves the run %s with its newest checkpoint', (intent, status) => {
    const { say, run, write, checkpoint, log } = running()
    say({ type: 'paused', path: write(checkpointPath(3)) }, intent)
    expect([run().status, run().checkpointPath, existsSync(checkpoint)]).toEqual([status, checkpointPath(3), false])
    expect(log()).toEqual([`${status} 1`])
  })

  it('of a pause without progress keeps the old checkpoint', () => {
    const { say, run, checkpoint } = running()
    say({ type: 'paused', path: null }, 'pause')
    expect([run().status, run().checkpointPath, existsSync(checkpoint)]).toEqual(['paused', checkpointPath(2), true])
  })

  it('removes no file of another run', () => {
    const { db, say, write, run } = running()
    const other = write('runs/2/attempt-1/checkpoint-9-0.safetensors')
    changeRuns(db, { runId: 1 }, ['running'], { checkpointPath: 'runs/2/attempt-1/checkpoint-9-0.safetensors' })
    say({ type: 'checkpoint', epoch: 3, path: write(checkpointPath(3)) })
    expect([run().checkpointPath, existsSync(other)]).toEqual([checkpointPath(3), true])
  })

  it('cancels the run, or fails it and keeps its checkpoint', () => {
    const cancelled = running()
    cancelled.say({ type: 'cancelled' }, 'cancel')
    expect(cancelled.run()).toMatchObject({ status: 'cancelled', checkpointPath: null, finishedAt: null })
    expect([cancelled.log(), existsSync(cancelled.checkpoint)]).toEqual([['cancelled 1'], false])
    const failed = running()
    const reason = verbatim('no such data')
    failed.say({ type: 'failed', reason })
    expect(failed.run()).toMatchObject({ status: 'failed', reason, checkpointPath: checkpointPath(2), finishedAt: 100 })
    expect([failed.log(), existsSync(failed.checkpoint)]).toEqual([['failed 1'], true])
  })

  it.each<[StopIntent | undefined, Run['status'], string[]]>([
    [undefined, 'queued', ['startedOver 1', 'queued 1']],
    ['close', 'queued', ['startedOver 1', 'queued 1']],
    ['pause', 'paused', ['startedOver 1', 'paused 1']],
    ['pauseAfterEpoch', 'paused', ['startedOver 1', 'paused 1']],
  ])('refusing the checkpoint during %s resets the run to %s', (intent, status, lines) => {
    const { db, say, run, checkpoint, log } = running()
    say({ type: 'checkpointRefused', reason: verbatim('cut') }, intent)
    expect(run()).toMatchObject({ status, checkpointPath: null, epochsDone: 0, lowestErrorPercent: null })
    expect([listEpochs(db, { runId: 1 }).size, readStepLosses(db, 1).length, existsSync(checkpoint)]).toEqual([
      ...[0, 0, false],
    ])
    expect(log()).toEqual(lines)
  })

  it('refusing the checkpoint during a cancel cancels the run', () => {
    const { say, run, log } = running()
    say({ type: 'checkpointRefused', reason: verbatim('cut') }, 'cancel')
    expect([run().status, run().epochsDone, log()]).toEqual(['cancelled', 2, ['cancelled 1']])
  })
})

describe('A trainer that dies', () => {
  it('requeues its run twice; the third time the run fails', () => {
    const { db, records, run, checkpoint, log } = running()
    for (const crashes of [1, 2, 3]) {
      if (crashes > 1) beginAttempt(db, 1, 50)
      recordCrash(records, { runId: 1, attempt: crashes }, 'signal SIGSEGV', undefined)
      expect(run()).toMatchObject({
        crashes,
        status: crashes < 3 ? 'queued' : 'failed',
        checkpointPath: checkpointPath(2),
      })
      if (crashes < 3) expect(run()).toMatchObject({ reason: verbatim('signal SIGSEGV'), finishedAt: null })
    }
    expect(run().reason).toEqual(sentence('trainerCrashed', { count: 3, said: verbatim('signal SIGSEGV') }))
    expect(run().finishedAt).toBe(100)
    expect(log()).toEqual(['crashed 1', 'crashed 1', 'crashed 1', 'failed 1'])
    expect(existsSync(checkpoint)).toBe(true)
  })

  it.each<[StopIntent, Run['status']]>([
    ['cancel', 'cancelled'],
    ['pause', 'paused'],
    ['pauseAfterEpoch', 'paused'],
    ['close', 'queued'],
  ])('during %s leaves the run %s and counts no crash', (intent, status) => {
    const { records, run, checkpoint, log } = running()
    recordCrash(records, { runId: 1, attempt: 1 }, 'signal SIGKILL', intent)
    expect(run()).toMatchObject({ status, crashes: 0, reason: null })
    expect([log(), existsSync(checkpoint)]).toEqual([[`${status} 1`], status !== 'cancelled'])
  })
})

describe('Weights', () => {
  it.each<[KeepWeights, number[]]>([
    [{ keep: 'all' }, [1, 2]],
    [{ keep: 'best', count: 1 }, [2]],
    [{ keep: 'best', count: 2 }, [1, 2]],
    [{ keep: 'none' }, []],
  ])('are kept by the policy of the population: %j keeps %j', (keepWeights, kept) => {
    const { db, records, folder, write } = running(keepWeights)
    beginAttempt(db, 2, 2)
    for (const runId of [1, 2]) {
      const weightsPath = write(`runs/${runId}/attempt-1/weights.safetensors`)
      const message = { type: 'finished', runId, attempt: 1, result: result({ weightsPath, errorPercent: 9 - runId }) }
      recordMessage(records, message as Parameters<typeof recordMessage>[1], undefined)
    }
    const named = [1, 2].filter((id) => getRun(db, id).weightsPath !== null)
    expect(named).toEqual(kept)
    expect(readdirSync(join(folder, 'weights')).sort()).toEqual(kept.map((id) => `run-${id}.safetensors`))
  })
})
