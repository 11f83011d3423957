import type { AttemptMessage, LabMessage, TrainerMessage, TrainJob } from '#main/trainer/messages.ts'
import type { TrainerHandle } from './trainerHandle.ts'

/** Callbacks of the pool to its owner. */
export interface PoolListener {
  started(pid: number): void
  ended(pid: number): void
  /** A trainer can take a job. */
  free(): void
  message(message: AttemptMessage): void
  /** The trainer of this attempt died. */
  crashed(job: TrainJob, reason: string): void
  /** A trainer died before it was ready, for the `failures`th time in a row. */
  startFailed(reason: string, failures: number): void
}

/**
 * A trainer is replaced after this many attempts: heap fragmentation leaves memory that malloc cannot return, and it
 * grows over many hundred runs.
 */
export const attemptsPerTrainer = 100

interface Slot {
  handle: TrainerHandle
  state: 'starting' | 'idle' | 'busy' | 'ending'
  job: TrainJob | null
  /** Number of attempts it was given. */
  attempts: number
}

/** Whether a message is the last of its attempt. */
export const endsAttempt: Record<AttemptMessage['type'], boolean> = {
  progress: false,
  epoch: false,
  checkpoint: false,
  finished: true,
  diverged: true,
  paused: true,
  cancelled: true,
  failed: true,
  checkpointRefused: true,
}

/** The trainer processes: starts them on demand, gives each one job at a time, and reports the outcome. */
export class TrainerPool {
  readonly #start: () => TrainerHandle
  readonly #listener: PoolListener
  readonly #slots = new Set<Slot>()
  #failures = 0
  #emptied: (() => void)[] = []

  constructor(start: () => TrainerHandle, listener: PoolListener) {
    this.#start = start
    this.#listener = listener
  }

  /** Number of trainers in any state except those that are ending. */
  get size(): number {
    return [...this.#slots].filter(({ state }) => state !== 'ending').length
  }

  /** Whether `assign` has an idle trainer. */
  get hasIdle(): boolean {
    return this.#idle() !== undefined
  }

  /** Starts trainers until there are `count`. */
  ensure(count: number): void {
    while (this.size < count) this.#add()
  }

  /** Gives an idle trainer a job. Throws RangeError if there is none. */
  assign(job: TrainJob): void {
    const slot = this.#idle()
    if (!slot) throw new RangeError('invalid assign: no idle trainer')
    slot.state = 'busy'
    slot.job = job
    slot.attempts++
    slot.handle.send({ type: 'train', job })
  }

  /** Sends a message to the trainer of a run, if it has one. */
  tell(runId: number, message: LabMessage): void {
    this.#slotOf(runId)?.handle.send(message)
  }

  /** Kills the trainer of a run, which is then reported as crashed. */
  kill(runId: number): void {
    this.#slotOf(runId)?.handle.kill()
  }

  /** Ends the trainers without a job. */
  release(): void {
    for (const slot of this.#slots) {
      if (slot.state === 'starting' || slot.state === 'idle') this.#end(slot)
    }
  }

  /** Kills every trainer and resolves when all are gone; their jobs are not reported. */
  async killAll(): Promise<void> {
    for (const slot of this.#slots) {
      slot.state = 'ending'
      slot.job = null
      slot.handle.kill()
    }
    if (this.#slots.size > 0) await new Promise<void>((resolve) => this.#emptied.push(resolve))
  }

  #idle(): Slot | undefined {
    return [...this.#slots].find(({ state }) => state === 'idle')
  }

  #slotOf(runId: number): Slot | undefined {
    return [...this.#slots].find(({ job }) => job?.runId === runId)
  }

  #add(): void {
    const slot: Slot = { handle: this.#start(), state: 'starting', job: null, attempts: 0 }
    this.#slots.add(slot)
    slot.handle.onMessage((message) => this.#receive(slot, message))
    slot.handle.onExit((reason) => this.#remove(slot, reason))
    if (slot.handle.pid !== undefined) this.#listener.started(slot.handle.pid)
  }

  #receive(slot: Slot, message: TrainerMessage): void {
    if (message.type === 'ready') {
      this.#failures = 0
      if (slot.state !== 'starting') return
      slot.state = 'idle'
      this.#listener.free()
      return
    }
    if (slot.job?.runId !== message.runId || slot.job.attempt !== message.attempt) return
    if (endsAttempt[message.type]) {
      slot.state = 'idle'
      slot.job = null
      if (slot.attempts >= attemptsPerTrainer) this.#end(slot)
    }
    this.#listener.message(message)
  }

  #end(slot: Slot): void {
    slot.state = 'ending'
    slot.handle.end()
  }

  #remove(slot: Slot, reason: string): void {
    this.#slots.delete(slot)
    const { state, job } = slot
    if (slot.handle.pid !== undefined) this.#listener.ended(slot.handle.pid)
    if (this.#slots.size === 0) for (const resolve of this.#emptied.splice(0)) resolve()
    if (job) this.#listener.crashed(job, reason)
    else if (state === 'starting') this.#listener.startFailed(reason, ++this.#failures)
    else if (state === 'idle') this.#listener.free()
  }
}
