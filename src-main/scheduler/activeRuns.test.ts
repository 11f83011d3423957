import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LabMessage, TrainJob } from '#main/trainer/messages.ts'
import { ActiveRuns } from './activeRuns.ts'
import type { TrainerPool } from './trainerPool.ts'

const job = (runId: number, attempt = 1) => ({ runId, attempt, provider: 'cpu', recipe: { epochs: 10 } }) as TrainJob

const first = { epochsDone: 0, startedAt: 0, mustBeAlone: false }

/** Active runs 1 and 2, and the calls made on their pool. */
function active({ shared = false } = {}) {
  const calls: string[] = []
  const pool = {
    assign: ({ runId }: TrainJob) => calls.push(`assign ${runId}`),
    tell: (runId: number, { type }: LabMessage) => calls.push(`${type} ${runId}`),
    kill: (runId: number) => calls.push(`kill ${runId}`),
    matesOf: (runId: number) => (shared ? [1, 2].filter((other) => other !== runId) : []),
  }
  const runs = new ActiveRuns(pool as unknown as TrainerPool)
  runs.begin(job(1), { ...first, epochsDone: 2, startedAt: 1000 })
  runs.begin(job(2, 3), { ...first, startedAt: 2000 })
  expect(calls.splice(0)).toEqual(['assign 1', 'assign 2'])
  return { runs, calls }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('are listed in order of their start, with their progress', () => {
  const { runs } = active()
  runs.progress(job(1), { epoch: 2, step: 3, steps: 4, imagesPerSecond: 50, epochMs: 900, peakMemoryBytes: 1e6 })
  runs.epochDone(job(2, 3), 0)
  expect(runs.list()).toEqual([
    {
      runId: 1,
      attempt: 1,
      epochs: 10,
      startedAt: 1000,
      epochsDone: 2.75,
      imagesPerSecond: 50,
      epochMs: 900,
      intent: undefined,
      mustBeAlone: false,
      hadMates: false,
      hadShare: false,
      provider: 'cpu',
      isTraining: true,
    },
    {
      runId: 2,
      attempt: 3,
      epochs: 10,
      startedAt: 2000,
      epochsDone: 1,
      imagesPerSecond: null,
      epochMs: null,
      intent: undefined,
      mustBeAlone: false,
      hadMates: false,
      hadShare: false,
      provider: 'cpu',
      isTraining: true,
    },
  ])
  expect([runs.of(2)?.attempt, runs.of(9)]).toEqual([3, undefined])
  runs.end(1)
  expect(runs.size).toBe(1)
  runs.clear()
  expect(runs.list()).toEqual([])
})

it('keep the strongest stop request; other runs are unaffected', () => {
  const { runs, calls } = active()
  expect(runs.stop([1, 7], 'pauseAfterEpoch')).toEqual([1])
  expect(runs.stop([1], 'close')).toEqual([1])
  expect(runs.stop([1], 'pauseAfterEpoch')).toEqual([1])
  expect(runs.stop([1], 'pause')).toEqual([1])
  expect(runs.stop([1], 'close')).toEqual([1])
  expect(runs.stop([1], 'cancel')).toEqual([1])
  expect(runs.stop([1], 'pause')).toEqual([1])
  expect(calls).toEqual(['pauseAfterEpoch 1', 'pause 1', 'pause 1', 'cancel 1'])
  expect(runs.list()[0]!.intent).toBe('cancel')
})

it('continue only if they were to pause after the epoch', () => {
  const { runs, calls } = active()
  expect(runs.goOn([1, 2, 9])).toEqual([])
  runs.stop([1], 'pauseAfterEpoch')
  runs.stop([2], 'pause')
  calls.splice(0)
  expect(runs.goOn([1, 2])).toEqual([1])
  expect(calls).toEqual(['goOn 1'])
  expect(runs.list().map(({ intent }) => intent)).toEqual([undefined, 'pause'])
})

it.each([
  ['cancel', 1000],
  ['close', 30_000],
] as const)('are killed if they do not %s within %d ms', (intent, grace) => {
  const { runs, calls } = active()
  runs.stop([1, 2], intent)
  calls.splice(0)
  vi.advanceTimersByTime(grace - 1)
  // Ended in time; the next attempt under the same id is another one.
  runs.end(2)
  runs.begin(job(2, 4), first)
  expect(calls.splice(0)).toEqual(['assign 2'])
  vi.advanceTimersByTime(1)
  expect(calls).toEqual(['kill 1'])
})

it('are killed once, however often they are told to stop', () => {
  const { runs, calls } = active()
  for (let i = 0; i < 3; i++) runs.stop([1], 'cancel')
  vi.advanceTimersByTime(5000)
  expect(calls).toEqual(['cancel 1', 'kill 1'])
})

it('are not killed when pausing', () => {
  const { runs, calls } = active()
  runs.stop([1], 'pauseAfterEpoch')
  runs.stop([1], 'pause')
  vi.advanceTimersByTime(1e9)
  expect(calls).toEqual(['pauseAfterEpoch 1', 'pause 1'])
})

it('leave a trainer that they share with others more time to cancel', () => {
  const { runs, calls } = active({ shared: true })
  runs.stop([1], 'cancel')
  vi.advanceTimersByTime(9999)
  expect(calls.splice(0)).toEqual(['cancel 1'])
  vi.advanceTimersByTime(1)
  expect([calls, runs.of(2)!.intent]).toEqual([['kill 1'], 'close'])
  expect([runs.of(1)!.hadMates, runs.of(2)!.hadMates]).toEqual([true, true])
})
