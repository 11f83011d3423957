import { expect, it } from 'vitest'
import type { TrainerMessage, TrainJob } from '#main/trainer/messages.ts'
import { ScriptedTrainer } from './testing/scriptedTrainer.ts'
import { attemptsPerTrainer, TrainerPool, type PoolListener } from './trainerPool.ts'

const ready: TrainerMessage = { type: 'ready', pid: 0 }

const job = (runId: number, attempt = 1, provider = 'cpu') => ({ runId, attempt, provider }) as TrainJob

function scriptedPool(...pid: [undefined?]) {
  const trainers: ScriptedTrainer[] = []
  const sent: string[] = []
  const listener: PoolListener = {
    started: (pid) => sent.push(`started ${pid}`),
    ended: (pid) => sent.push(`ended ${pid}`),
    free: () => sent.push('free'),
    message: ({ type, runId }) => type !== 'cancelled' && sent.push(`${type} ${runId}`),
    crashed: ({ runId }, reason) => sent.push(`crashed ${runId} ${reason}`),
    startFailed: (reason, failures) => sent.push(`start failed ${failures} ${reason}`),
  }
  const pool = new TrainerPool(
    () => {
      const trainer = new ScriptedTrainer(pid.length > 0 ? undefined : trainers.length + 1)
      trainers.push(trainer)
      return trainer
    },
    listener,
    (provider) => provider === 'webgpu',
  )
  const train = (trainer: ScriptedTrainer, runId: number) => {
    pool.assign(job(runId))
    trainer.say({ type: 'cancelled', runId, attempt: 1 })
  }
  return { pool, trainers, sent, train }
}

it('replaces a trainer after its last attempt, without reporting a crash', () => {
  const { pool, trainers, sent, train } = scriptedPool()
  pool.ensure(1)
  const first = trainers[0]!
  first.say(ready)
  for (let run = 1; run < attemptsPerTrainer; run++) train(first, run)
  expect(first.ended).toBe(false)
  expect(pool.canTake('cpu')).toBe(true)
  train(first, attemptsPerTrainer)
  expect(first.ended).toBe(true)
  expect(pool.canTake('cpu')).toBe(false)
  expect(pool.size).toBe(0)
  pool.ensure(1)
  first.exit('exit code 0')
  trainers[1]!.say(ready)
  expect(pool.canTake('cpu')).toBe(true)
  train(trainers[1]!, 1)
  expect(trainers[1]!.ended).toBe(false)
  expect(sent).toEqual(['started 1', 'free', 'started 2', 'ended 1', 'free'])
})

it('killAll waits for a replaced trainer that is still there', async () => {
  const { pool, trainers, sent, train } = scriptedPool()
  pool.ensure(1)
  trainers[0]!.say(ready)
  for (let run = 1; run <= attemptsPerTrainer; run++) train(trainers[0]!, run)
  await pool.killAll()
  expect(sent).toEqual(['started 1', 'free', 'ended 1'])
})

const failed = (runId: number, attempt = 1) =>
  ({ type: 'failed', runId, attempt, reason: { key: 'x' } }) as unknown as TrainerMessage

it("gives a job to one idle trainer and passes on only that attempt's messages", () => {
  const { pool, trainers, sent } = scriptedPool()
  pool.ensure(2)
  expect(() => pool.assign(job(1))).toThrow('invalid assign: no idle trainer')
  for (const trainer of trainers) trainer.say(ready)
  pool.assign(job(1, 2))
  expect(trainers.map(({ heard }) => heard)).toEqual([[{ type: 'train', job: job(1, 2) }], []])
  pool.tell(1, { type: 'pause', runId: 1, attempt: 2 })
  pool.tell(9, { type: 'pause', runId: 9, attempt: 1 })
  expect(trainers.map(({ heard }) => heard.length)).toEqual([2, 0])
  sent.splice(0)
  for (const message of [failed(1, 1), failed(2, 2)]) trainers[0]!.say(message)
  trainers[1]!.say(failed(1, 2))
  expect(sent).toEqual([])
  trainers[0]!.say({ type: 'progress', runId: 1, attempt: 2 } as TrainerMessage)
  pool.assign(job(3))
  expect(pool.canTake('cpu')).toBe(false)
  trainers[0]!.say(failed(1, 2))
  expect([sent, pool.canTake('cpu')]).toEqual([['progress 1', 'failed 1'], true])
  // Ready is sent once.
  trainers[1]!.say(ready)
  expect(pool.canTake('cpu')).toBe(true)
  expect(sent).toEqual(['progress 1', 'failed 1'])
})

it('reports the job of a dead trainer, and a free place after an idle one', () => {
  const { pool, trainers, sent } = scriptedPool()
  pool.ensure(2)
  for (const trainer of trainers) trainer.say(ready)
  pool.assign(job(1))
  sent.splice(0)
  pool.kill(7)
  expect(sent).toEqual([])
  pool.kill(1)
  expect(sent.splice(0)).toEqual(['ended 1', 'crashed 1 signal SIGKILL'])
  trainers[1]!.exit('exit code 0')
  expect([sent, pool.size]).toEqual([['ended 2', 'free'], 0])
})

it('killing all waits until every trainer is gone', async () => {
  const { pool, trainers } = scriptedPool()
  pool.ensure(2)
  for (const trainer of trainers) trainer.kill = () => undefined
  let gone = false
  const killed = pool.killAll().then(() => (gone = true))
  trainers[0]!.exit('signal SIGKILL')
  await Promise.resolve()
  expect(gone).toBe(false)
  trainers[1]!.exit('signal SIGKILL')
  await killed
})

it('reports no process when none could be started', () => {
  const { pool, trainers, sent } = scriptedPool(undefined)
  pool.ensure(1)
  trainers[0]!.exit('no such program')
  expect(sent).toEqual(['start failed 1 no such program'])
})

it('counts consecutive failed starts', () => {
  const { pool, trainers, sent } = scriptedPool()
  for (let start = 0; start < 2; start++) {
    pool.ensure(1)
    trainers[start]!.exit('exit code 1')
  }
  pool.ensure(1)
  trainers[2]!.say(ready)
  trainers[2]!.exit('exit code 1')
  pool.ensure(1)
  trainers[3]!.exit('exit code 2')
  expect(sent.filter((line) => line.startsWith('start failed'))).toEqual([
    'start failed 1 exit code 1',
    'start failed 2 exit code 1',
    'start failed 1 exit code 2',
  ])
})

it('ends idle trainers on release, and all when killed', async () => {
  const { pool, trainers, sent } = scriptedPool()
  pool.ensure(3)
  trainers[0]!.say(ready)
  pool.assign(job(1))
  trainers[1]!.say(ready)
  pool.release()
  expect([trainers.map(({ ended }) => ended), pool.size]).toEqual([[false, true, true], 1])
  sent.splice(0)
  await pool.killAll()
  expect(sent).toEqual(['ended 1', 'ended 2', 'ended 3'])
  await pool.killAll()
})

it("gives a device's jobs to one trainer at once, and all others to trainers of their own", () => {
  const { pool, trainers, sent } = scriptedPool()
  pool.ensureDevice('webgpu')
  pool.ensureDevice('webgpu')
  pool.ensure(1)
  expect([trainers.length, pool.canTake('webgpu')]).toEqual([2, false])
  for (const trainer of trainers) trainer.say(ready)
  for (const run of [1, 2, 3]) pool.assign(job(run, 1, 'webgpu'))
  pool.assign(job(4))
  expect(trainers.map(({ heard }) => heard.length)).toEqual([3, 1])
  expect([pool.canTake('webgpu'), pool.canTake('cpu')]).toEqual([true, false])
  expect([pool.matesOf(2), pool.matesOf(4), pool.matesOf(9)]).toEqual([[1, 3], [], []])
  sent.splice(0)
  trainers[0]!.say(failed(2))
  expect([sent.splice(0), pool.matesOf(1)]).toEqual([['failed 2'], [3]])
  pool.kill(3)
  expect(sent).toEqual(['ended 1', 'crashed 1 signal SIGKILL', 'crashed 3 signal SIGKILL'])
})

it('ends a trainer that ran out of memory with its last job, and starts another meanwhile', () => {
  const { pool, trainers, sent } = scriptedPool()
  pool.ensureDevice('webgpu')
  trainers[0]!.say(ready)
  for (const run of [1, 2]) pool.assign(job(run, 1, 'webgpu'))
  trainers[0]!.say({ type: 'outOfMemory', runId: 1, attempt: 1 } as TrainerMessage)
  expect([pool.canTake('webgpu'), trainers[0]!.ended]).toEqual([false, false])
  pool.ensureDevice('webgpu')
  trainers[1]!.say(ready)
  pool.assign(job(1, 2, 'webgpu'))
  expect(trainers[1]!.heard.length).toBe(1)
  trainers[0]!.say(failed(2))
  expect(trainers[0]!.ended).toBe(true)
  expect(sent.filter((line) => line.startsWith('crashed'))).toEqual([])
})

it('releases the trainers of devices that nobody needs', () => {
  const { pool, trainers } = scriptedPool()
  pool.ensureDevice('webgpu')
  pool.ensure(1)
  for (const trainer of trainers) trainer.say(ready)
  pool.release((device) => device !== null)
  expect(trainers.map(({ ended }) => ended)).toEqual([true, false])
})
