import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { os } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { onTestFinished } from 'vitest'
import type { QueueStatus } from '#shared/contract/queue.ts'
import { answer, happens, made } from './electronDouble.ts'

/** A queue in which nothing happens. */
export const idleQueue: QueueStatus = {
  ...{ isRunning: true, trouble: null, trainers: 2, chosenTrainers: null, active: [], waiting: [] },
  runs: { queued: 0, running: 0, paused: 0, interrupted: 0, finished: 0, diverged: 0, failed: 0, cancelled: 0 },
  ...{ finishedLastHour: 0, imagesPerSecond: 0, timeLeftMs: null },
}

/** The same with one of `count` networks of population 5 of study 3 at half of its training. */
export const trainingQueue = (count: number): QueueStatus => ({
  ...idleQueue,
  runs: { ...idleQueue.runs, running: 1, queued: count - 1 },
  active: [
    {
      ...{ runId: 1, populationId: 5, studyId: 3, epochsDone: 1, epochs: 2 },
      ...{ imagesPerSecond: 100, epochMs: 1000, pausesAfterEpoch: false, startedAt: 0 },
    },
  ],
})

/** What a lab answers, by area and procedure. */
export type LabAnswers = Record<string, Record<string, (input: never) => unknown>>

/**
 * Puts a lab behind Electron's utility process: ports are Node's own, over which the answers are served, and 'close' ends
 * it. The areas can be changed while it runs.
 */
export function connectLab(answers: LabAnswers): void {
  const ports: MessagePort[] = []
  onTestFinished(() => {
    for (const port of ports) port.close()
  })
  let channel = new MessageChannel()
  answer('MessageChannelMain.port1', () => {
    channel = new MessageChannel()
    ports.push(channel.port1)
    return channel.port1
  })
  answer('MessageChannelMain.port2', () => channel.port2)
  const router = Object.fromEntries(
    Object.entries(answers).map(([area, procedures]) => [
      area,
      Object.fromEntries(
        Object.keys(procedures).map((name) => [name, os.handler(({ input }) => answers[area]![name]!(input as never))]),
      ),
    ]),
  )
  const handler = new RPCHandler(router)
  answer('UtilityProcess.postMessage', (message: unknown, transferred?: MessagePort[]) => {
    if (message === 'close') happens(made('UtilityProcess').at(-1), 'exit', 0)
    for (const port of transferred ?? []) {
      handler.upgrade(port)
      port.start()
    }
  })
}
