import { expect, it } from 'vitest'
import type { TrainerMessage, TrainJob } from '#main/trainer/messages.ts'
import type { TrainerHandle } from './trainerHandle.ts'
import { attemptsPerTrainer, TrainerPool, type PoolListener } from './trainerPool.ts'

const ready: TrainerMessage = { type: 'ready', pid: 0 }

/** A trainer that says what a test lets it say. */
class ScriptedTrainer implements TrainerHandle {
  readonly pid: number
  ended = false
  say: (message: TrainerMessage) => void = () => undefined
  exit: (reason: string) => void = () => undefined

  constructor(pid: number) {
    this.pid = pid
  }

  send(): void {}

  onMessage(listener: (message: TrainerMessage) => void): void {
    this.say = listener
  }

  onExit(listener: (reason: string) => void): void {
    this.exit = listener
  }

  end(): void {
    this.ended = true
  }

  kill(): void {
    this.exit('signal SIGKILL')
  }
}

function scriptedPool() {
  const trainers: ScriptedTrainer[] = []
  const told: string[] = []
  const listener: PoolListener = {
    started: (pid) => told.push(`started ${pid}`),
    ended: (pid) => told.push(`ended ${pid}`),
    free: () => told.push('free'),
    message: () => undefined,
    crashed: () => told.push('crashed'),
    startFailed: () => told.push('start failed'),
  }
  const pool = new TrainerPool(() => {
    const trainer = new ScriptedTrainer(trainers.length + 1)
    trainers.push(trainer)
    return trainer
  }, listener)
  const train = (trainer: ScriptedTrainer, runId: number) => {
    pool.assign({ runId, attempt: 1 } as TrainJob)
    trainer.say({ type: 'cancelled', runId, attempt: 1 })
  }
  return { pool, trainers, told, train }
}

it('replaces a trainer after its last attempt, and tells of no crash', () => {
  const { pool, trainers, told, train } = scriptedPool()
  pool.ensure(1)
  const first = trainers[0]!
  first.say(ready)
  for (let run = 1; run < attemptsPerTrainer; run++) train(first, run)
  expect(first.ended).toBe(false)
  expect(pool.hasIdle).toBe(true)
  train(first, attemptsPerTrainer)
  expect(first.ended).toBe(true)
  expect(pool.hasIdle).toBe(false)
  expect(pool.size).toBe(0)
  pool.ensure(1)
  first.exit('exit code 0')
  trainers[1]!.say(ready)
  expect(pool.hasIdle).toBe(true)
  train(trainers[1]!, 1)
  expect(trainers[1]!.ended).toBe(false)
  expect(told).toEqual(['started 1', 'free', 'started 2', 'ended 1', 'free'])
})

it('waits for a replaced trainer that is still there when all are to be gone', async () => {
  const { pool, trainers, told, train } = scriptedPool()
  pool.ensure(1)
  trainers[0]!.say(ready)
  for (let run = 1; run <= attemptsPerTrainer; run++) train(trainers[0]!, run)
  await pool.killAll()
  expect(told).toEqual(['started 1', 'free', 'ended 1'])
})
