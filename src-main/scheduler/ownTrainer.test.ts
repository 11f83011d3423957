import { expect, it, vi } from 'vitest'
import type { AttemptMessage, LabMessage, TrainerMessage, TrainJob } from '#main/trainer/messages.ts'
import { inOwnTrainer } from './ownTrainer.ts'

const job = { runId: 1, attempt: 1 } as TrainJob
const program = { node: 'node', entry: 'worker.js' }
const ready: TrainerMessage = { type: 'ready', pid: 7 }
const cancelled: AttemptMessage = { type: 'cancelled', runId: 1, attempt: 1 }

/** A job in a dedicated trainer scripted by the test. */
function begun(take: (message: AttemptMessage) => string | undefined, signal?: AbortSignal) {
  const sent: string[] = []
  let say: (message: TrainerMessage) => void = () => undefined
  let exit: (reason: string) => void = () => undefined
  const startTrainer = () => ({
    pid: 7,
    send: (message: LabMessage) => void sent.push(message.type),
    onMessage: (listener: typeof say) => void (say = listener),
    onExit: (listener: typeof exit) => void (exit = listener),
    end: () => undefined,
    kill: () => void sent.push('killed'),
  })
  const outcome = inOwnTrainer(job, { startTrainer, program, signal }, take)
  return { outcome, sent, say: (message: TrainerMessage) => say(message), exit: (reason: string) => exit(reason) }
}

it('gets its job when ready, ends once `take` returns a value, and is killed', async () => {
  const seen: string[] = []
  const { outcome, sent, say } = begun(({ type }) => {
    seen.push(type)
    return seen.length === 2 ? 'taken' : undefined
  })
  expect(sent).toEqual([])
  say(ready)
  expect(sent).toEqual(['train'])
  say(cancelled)
  say(cancelled)
  expect(await outcome).toBe('taken')
  expect([sent, seen]).toEqual([
    ['train', 'killed'],
    ['cancelled', 'cancelled'],
  ])
})

it('reports why it ended', async () => {
  const { outcome, sent, exit } = begun(() => undefined)
  exit('signal SIGKILL')
  await expect(outcome).rejects.toMatchObject({
    code: 'trainerBroken',
    message: expect.stringContaining('signal SIGKILL') as string,
  })
  expect(sent).toEqual(['killed'])
})

it('rejects with what `take` throws', async () => {
  const { outcome, say } = begun(() => {
    throw new RangeError('other images')
  })
  say(cancelled)
  await expect(outcome).rejects.toThrow(new RangeError('other images'))
})

it('ends when aborted, and does not start if already aborted', async () => {
  const ended = new AbortController()
  const { outcome, sent } = begun(() => undefined, ended.signal)
  ended.abort(new Error('called off'))
  await expect(outcome).rejects.toThrow('called off')
  expect(sent).toEqual(['killed'])
  const never = begun(() => undefined, ended.signal)
  await expect(never.outcome).rejects.toThrow('called off')
  expect(never.sent).toEqual([])
})

it('counts as broken after a minute of silence; each message restarts the minute', async () => {
  vi.useFakeTimers()
  try {
    const { outcome, sent, say } = begun(() => undefined)
    const refused = expect(outcome).rejects.toMatchObject({
      code: 'trainerBroken',
      message: expect.stringContaining('60') as string,
    })
    vi.advanceTimersByTime(59_999)
    say(ready)
    vi.advanceTimersByTime(59_999)
    expect(sent).toEqual(['train'])
    await vi.advanceTimersByTimeAsync(1)
    await refused
    expect(sent).toEqual(['train', 'killed'])
  } finally {
    vi.useRealTimers()
  }
})
