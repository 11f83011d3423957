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

interface Trainer {
  handle: TrainerHandle
  state: 'starting' | 'ready' | 'ending'
  /** The provider whose jobs it shares; null: takes one job at a time, of a provider that does not share. */
  readonly device: string | null
  /** Its jobs by run. */
  readonly jobs: Map<number, TrainJob>
  /** Number of attempts it was given. */
  attempts: number
  /** Whether it gets no further job and ends with its last. */
  isRetired: boolean
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
  outOfMemory: true,
  checkpointRefused: true,
}

/**
 * The trainer processes: starts them on demand, gives each its jobs and reports the outcome. The jobs of a provider for
 * which `sharesDevice` is true go to one trainer, any other job to a trainer of its own; their number is up to the owner.
 */
export class TrainerPool {
  readonly #start: () => TrainerHandle
  readonly #listener: PoolListener
  readonly #sharesDevice: (provider: string) => boolean
  readonly #trainers = new Set<Trainer>()
  #failures = 0
  #emptied: (() => void)[] = []

  constructor(
    start: () => TrainerHandle,
    listener: PoolListener,
    sharesDevice: (provider: string) => boolean = () => false,
  ) {
    this.#start = start
    this.#listener = listener
    this.#sharesDevice = sharesDevice
  }

  /** Number of trainers in any state except those that are ending. */
  get size(): number {
    return this.#living().length
  }

  /** Whether `assign` has a trainer for a job of this provider. */
  canTake(provider: string): boolean {
    return this.#trainerFor(provider) !== undefined
  }

  /** Starts trainers for one job at a time until there are `count`. */
  ensure(count: number): void {
    for (let size = this.#living(null).length; size < count; size++) this.#add(null)
  }

  /** Starts the trainer of a provider whose jobs share a device, unless there is one that takes jobs. */
  ensureDevice(provider: string): void {
    if (!this.#living(provider).some(({ isRetired }) => !isRetired)) this.#add(provider)
  }

  /** Gives a trainer a job. Throws RangeError if there is none for it. */
  assign(job: TrainJob): void {
    const trainer = this.#trainerFor(job.provider)
    if (!trainer) throw new RangeError('invalid assign: no idle trainer')
    trainer.jobs.set(job.runId, job)
    if (++trainer.attempts >= attemptsPerTrainer) trainer.isRetired = true
    trainer.handle.send({ type: 'train', job })
  }

  /** Sends a message to the trainer of a run, if it has one. */
  tell(runId: number, message: LabMessage): void {
    this.#trainerOf(runId)?.handle.send(message)
  }

  /** The other runs of a run's trainer. */
  matesOf(runId: number): number[] {
    return [...(this.#trainerOf(runId)?.jobs.keys() ?? [])].filter((other) => other !== runId)
  }

  /** Kills the trainer of a run, whose runs are all then reported as crashed. */
  kill(runId: number): void {
    this.#trainerOf(runId)?.handle.kill()
  }

  /** Ends the trainers without a job, or only those of devices for which `isUnused` is true. */
  release(isUnused: (device: string | null) => boolean = () => true): void {
    for (const trainer of this.#trainers)
      if (trainer.state !== 'ending' && trainer.jobs.size === 0 && isUnused(trainer.device)) this.#end(trainer)
  }

  /** Kills every trainer and resolves when all are gone; their jobs are not reported. */
  async killAll(): Promise<void> {
    for (const trainer of this.#trainers) {
      trainer.state = 'ending'
      trainer.jobs.clear()
      trainer.handle.kill()
    }
    if (this.#trainers.size > 0) await new Promise<void>((resolve) => this.#emptied.push(resolve))
  }

  /** The trainers that are not ending: all, those of a device, or those of no device. */
  #living(device?: string | null): Trainer[] {
    return [...this.#trainers].filter(
      (trainer) => trainer.state !== 'ending' && (device === undefined || trainer.device === device),
    )
  }

  #trainerFor(provider: string): Trainer | undefined {
    const device = this.#sharesDevice(provider) ? provider : null
    return this.#living(device).find(
      ({ state, isRetired, jobs }) => state === 'ready' && !isRetired && (device !== null || jobs.size === 0),
    )
  }

  #trainerOf(runId: number): Trainer | undefined {
    return [...this.#trainers].find(({ jobs }) => jobs.has(runId))
  }

  #add(device: string | null): void {
    const handle = this.#start()
    const trainer: Trainer = { handle, state: 'starting', device, jobs: new Map(), attempts: 0, isRetired: false }
    this.#trainers.add(trainer)
    handle.onMessage((message) => this.#receive(trainer, message))
    handle.onExit((reason) => this.#remove(trainer, reason))
    if (handle.pid !== undefined) this.#listener.started(handle.pid)
  }

  #receive(trainer: Trainer, message: TrainerMessage): void {
    if (message.type === 'ready') {
      this.#failures = 0
      if (trainer.state !== 'starting') return
      trainer.state = 'ready'
      this.#listener.free()
      return
    }
    if (trainer.jobs.get(message.runId)?.attempt !== message.attempt) return
    if (endsAttempt[message.type]) {
      trainer.jobs.delete(message.runId)
      // What its device has allocated stays with the process.
      if (message.type === 'outOfMemory') trainer.isRetired = true
      if (trainer.isRetired && trainer.jobs.size === 0) this.#end(trainer)
    }
    this.#listener.message(message)
  }

  #end(trainer: Trainer): void {
    trainer.state = 'ending'
    trainer.handle.end()
  }

  #remove(trainer: Trainer, reason: string): void {
    this.#trainers.delete(trainer)
    const { handle, state } = trainer
    const jobs = [...trainer.jobs.values()]
    if (handle.pid !== undefined) this.#listener.ended(handle.pid)
    if (this.#trainers.size === 0) for (const resolve of this.#emptied.splice(0)) resolve()
    for (const job of jobs) this.#listener.crashed(job, reason)
    if (jobs.length > 0) return
    if (state === 'starting') this.#listener.startFailed(reason, ++this.#failures)
    else if (state === 'ready') this.#listener.free()
  }
}
