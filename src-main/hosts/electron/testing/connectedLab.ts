import { duplexPair } from 'node:stream'
import { os } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { QueueStatus } from '#shared/contract/queue.ts'
import type { FromLab } from '#main/hosts/electron/lab/messages.ts'
import type { LabEnding, LabHandle, LabProgram, StartLab } from '#main/hosts/electron/lab/startLab.ts'
import { Wire, type WirePort } from '#main/hosts/electron/lab/wire.ts'

/** A queue in which nothing happens. */
export const idleQueue: QueueStatus = {
  ...{ isRunning: true, fault: null, trainers: 2, chosenTrainers: null, active: [], waiting: [] },
  runs: { queued: 0, running: 0, paused: 0, interrupted: 0, finished: 0, diverged: 0, failed: 0, cancelled: 0 },
  ...{ finishedLastHour: 0, imagesPerSecond: 0, timeLeftMs: null, populations: [] },
}

/** The same queue while one of `count` networks of population 5 of study 3 is halfway through its training. */
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

/** A lab's answers, by area and procedure. */
export type LabAnswers = Record<string, Record<string, (input: never) => unknown>>

/** Labs started by a shell through `connectLab`, in order. */
export const labs: StartedLab[] = []

/** A fake lab process: the test controls its messages and how it ends. */
export class StartedLab {
  /** What the lab's process was started with. */
  readonly program: LabProgram
  readonly beside: boolean
  /** Messages from the shell. */
  readonly received: unknown[] = []
  isKilled = false
  /** Whether it exits when told to. */
  obeys = true
  readonly #wire: Wire
  readonly #shell: Wire
  #exit: ((ending: LabEnding) => void) | undefined
  #errorText: ((text: string) => void) | undefined

  constructor(program: LabProgram, beside: boolean, serve: (port: WirePort) => void) {
    this.program = program
    this.beside = beside
    const [shell, lab] = duplexPair()
    this.#shell = new Wire(shell)
    this.#wire = new Wire(lab)
    this.#wire.on('port', serve)
    this.#wire.on('said', (what) => {
      this.received.push(what)
      if (what === 'close' && this.obeys) this.ends(0)
    })
  }

  get handle(): LabHandle {
    return {
      wire: this.#shell,
      onErrorText: (listener) => (this.#errorText = listener),
      onExit: (listener) => (this.#exit = listener),
      kill: () => (this.isKilled = true),
    }
  }

  /** Sends a message; resolves when the shell has received it. */
  says(what: FromLab): Promise<void> {
    return new Promise((resolve) => {
      this.#shell.once('said', () => resolve())
      this.#wire.say(what)
    })
  }

  complains(text: string): void {
    this.#errorText?.(text)
  }

  ends(exitCode: number | null, signal: string | null = null): void {
    void this.#wire.end()
    this.#exit?.({ exitCode, signal })
  }
}

/** A StartLab whose labs give these answers on their ports. The answers can be changed while it runs. */
export function connectLab(answers: LabAnswers): StartLab {
  labs.length = 0
  const router = Object.fromEntries(
    Object.entries(answers).map(([area, procedures]) => [
      area,
      Object.fromEntries(
        Object.keys(procedures).map((name) => [name, os.handler(({ input }) => answers[area]![name]!(input as never))]),
      ),
    ]),
  )
  const handler = new RPCHandler(router)
  return (program, { beside }) => {
    const lab = new StartedLab(program, beside, (port) => handler.upgrade(port))
    labs.push(lab)
    return lab.handle
  }
}
