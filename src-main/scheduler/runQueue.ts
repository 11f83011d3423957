import type { AttemptMessage, TrainJob } from '#main/trainer/messages.ts'
import type { EventKind } from '#main/store/events.ts'
import { LabError } from '#main/store/labError.ts'
import type { RunStatus } from '#shared/contract/scope.ts'
import {
  countQueued,
  largestPredictedPeakBytes,
  listRuns,
  nextQueuedRun,
  type MachineIdentity,
} from '#main/store/runs.ts'
import { changeRuns, type RunChange } from '#main/store/runTransitions.ts'
import type { Scope } from '#main/store/scope.ts'
import { asLabError, storageTrouble } from '#main/store/storageTrouble.ts'
import { forgetTrainer, recordTrainer } from '#main/store/trainers.ts'
import { ActiveRuns } from './activeRuns.ts'
import { beginRun } from './beginRun.ts'
import { processStartTime } from './processes.ts'
import { reconcileRuns } from './reconcile.ts'
import { logRun, recordCrash, recordMessage, type Records, type StopIntent } from './recordMessage.ts'
import { removeAttempts } from './runFiles.ts'
import type { TrainerHandle } from './trainerHandle.ts'
import { endsAttempt, TrainerPool } from './trainerPool.ts'

export interface RunQueueOptions {
  records: Records
  machine: MachineIdentity
  startTrainer: () => TrainerHandle
  /** How many trainers run at once, given the memory that the largest waiting run is predicted to take. */
  trainerCount: (predictedPeakBytes: number | null) => number
  /** Called after anything was recorded. */
  changed: () => void
}

const startFailureLimit = 3

/** Takes queued runs in order, gives them to trainers, and records what becomes of them. */
export class RunQueue {
  readonly #options: RunQueueOptions
  readonly #pool: TrainerPool
  readonly #active: ActiveRuns
  #state: 'stopped' | 'running' | 'closing' = 'stopped'
  #trouble: LabError | undefined
  #waiters: { resolve: () => void; reject: (trouble: LabError) => void }[] = []

  constructor(options: RunQueueOptions) {
    this.#options = options
    this.#pool = new TrainerPool(options.startTrainer, {
      started: (pid) => this.#recordTrainer(pid),
      ended: (pid) => this.#fromTrainer(() => forgetTrainer(this.#db, pid)),
      free: () => this.#advance(),
      message: (message) => this.#fromTrainer(() => this.#receive(message)),
      crashed: (job, reason) => this.#fromTrainer(() => this.#crashed(job, reason)),
      startFailed: (reason, failures) => this.#fromTrainer(() => this.#startFailed(reason, failures)),
    })
    this.#active = new ActiveRuns(this.#pool)
  }

  /** Whether runs are taken from the queue. */
  get isRunning(): boolean {
    return this.#state === 'running'
  }

  /** What stopped the queue, if it was not the user. */
  get trouble(): LabError | undefined {
    return this.#trouble
  }

  /** Starts taking runs, also again after trouble. */
  start(): void {
    if (this.#state !== 'stopped') return
    reconcileRuns(this.#options.records, 'queued')
    this.#trouble = undefined
    this.#state = 'running'
    this.#advance()
  }

  /** Looks for work again, after runs were added or their order was changed. */
  wake(): void {
    this.#advance()
  }

  /** Holds the runs of a scope: those that run stop within a step and keep what they have. */
  pause(scope: Scope): void {
    this.#move(scope, { queued: { status: 'paused' } })
    this.#stopActive(scope, 'pause')
  }

  /** Puts paused and interrupted runs of a scope back into the queue. */
  resume(scope: Scope): void {
    this.#move(scope, { paused: { status: 'queued' }, interrupted: { status: 'queued' } })
  }

  /** Ends the runs of a scope without a result. */
  cancel(scope: Scope): void {
    const cancelled = { status: 'cancelled', checkpointPath: null } as const
    const ids = this.#move(scope, { queued: cancelled, paused: cancelled, interrupted: cancelled })
    for (const id of ids) removeAttempts(this.#options.records.folder, id)
    this.#stopActive(scope, 'cancel')
  }

  /** Puts runs of a scope that ended without an error back into the queue; failed ones go on from their checkpoint. */
  retry(scope: Scope): void {
    const again = { status: 'queued', crashes: 0, reason: null, digest: null, finishedAt: null } as const
    const anew = { ...again, checkpointPath: null }
    this.#move(scope, { failed: again, interrupted: again, diverged: anew, cancelled: anew })
  }

  /** Trains a finished run again to get its weights back, which are pinned; another digest is logged. */
  trainAgain(runId: number): void {
    this.#move({ runId }, { finished: { status: 'queued', pinned: true, finishedAt: null } })
  }

  /** Resolves when nothing runs and nothing waits, or when the queue is stopped; rejects with what stopped it. */
  async waitUntilIdle(): Promise<void> {
    if (this.#trouble) throw this.#trouble
    if (this.#isIdle()) return
    await new Promise<void>((resolve, reject) => this.#waiters.push({ resolve, reject }))
  }

  /** Lets running runs write a checkpoint, puts them back into the queue and ends every trainer. */
  async close(): Promise<void> {
    this.#state = 'closing'
    this.#stopActive({}, 'close')
    await this.waitUntilIdle().catch(() => undefined)
    await this.#pool.killAll()
  }

  get #db() {
    return this.#options.records.db
  }

  /** Applies what a trainer caused; an error here has no caller to go to and stops the queue. */
  #fromTrainer(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#stopFor(error)
    }
    this.#advance()
  }

  /** Gives free trainers work and tells those who wait. */
  #advance(): void {
    try {
      if (this.#state === 'running') this.#dispatch()
      if (this.#isIdle()) {
        this.#pool.release()
        for (const { resolve } of this.#waiters.splice(0)) resolve()
      }
    } catch (error) {
      this.#stopFor(error)
    }
    this.#options.changed()
  }

  #dispatch(): void {
    const { records, machine, trainerCount } = this.#options
    const queued = countQueued(this.#db)
    if (queued === 0) return
    const wanted = trainerCount(largestPredictedPeakBytes(this.#db))
    this.#pool.ensure(Math.min(wanted, this.#active.size + queued))
    while (this.#pool.hasIdle && this.#active.size < wanted) {
      const run = nextQueuedRun(this.#db)
      if (!run) return
      this.#active.begin(beginRun(records, run, machine))
    }
  }

  #isIdle(): boolean {
    return this.#active.size === 0 && (this.#state !== 'running' || countQueued(this.#db) === 0)
  }

  #receive(message: AttemptMessage): void {
    const active = this.#active.find(message)
    if (!active) return
    const trouble = message.type === 'failed' && storageTrouble(message.code, this.#options.records.folder)
    if (trouble) throw trouble
    if (endsAttempt[message.type]) this.#active.end(message.runId)
    recordMessage(this.#options.records, message, active.intent)
  }

  #crashed(job: TrainJob, reason: string): void {
    const active = this.#active.find(job)
    if (!active) return
    this.#active.end(job.runId)
    recordCrash(this.#options.records, job, reason, active.intent)
  }

  #startFailed(reason: string, failures: number): void {
    if (failures < startFailureLimit) return
    throw new LabError('trainerBroken', `Trainers do not start (${reason}). The queue stopped; runs keep their place.`)
  }

  #recordTrainer(pid: number): void {
    const startTime = processStartTime(pid)
    if (startTime !== undefined) recordTrainer(this.#db, { pid, startTime })
  }

  /** The runs of a scope that were changed: those in a state that `changes` has a change for. */
  #move(scope: Scope, changes: Partial<Record<RunStatus, RunChange & { status: EventKind & RunStatus }>>): number[] {
    const { records } = this.#options
    const ids = this.#db.transaction(() =>
      Object.entries(changes).flatMap(([from, change]) => {
        const moved = changeRuns(this.#db, scope, [from as RunStatus], change)
        for (const id of moved) logRun(records, id, change.status)
        return moved
      }),
    )()
    this.#advance()
    return ids
  }

  #stopActive(scope: Scope, intent: StopIntent): void {
    const running = listRuns(this.#db, scope, ['running'])
    this.#active.stop(
      running.map(({ id }) => id),
      intent,
    )
  }

  /** Stops the queue: nothing can be recorded, so trainers end, and their runs go on from their checkpoints later. */
  #stopFor(error: unknown): void {
    const { records } = this.#options
    const known = asLabError(error, records.folder)
    const said = error instanceof Error ? error.message : String(error)
    this.#trouble =
      known instanceof LabError ? known : new LabError('internal', `The queue stopped: ${said}`, { cause: error })
    if (this.#state === 'running') this.#state = 'stopped'
    this.#active.clear()
    void this.#pool.killAll()
    try {
      reconcileRuns(records, 'queued')
    } catch {
      // The disk is still full: the next start does it.
    }
    for (const { reject } of this.#waiters.splice(0)) reject(this.#trouble)
  }
}
