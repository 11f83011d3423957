import type { LabError } from '#main/store/labError.ts'
import {
  countQueued,
  getRun,
  largestPredictedPeakBytes,
  listRuns,
  nextQueuedRun,
  type MachineIdentity,
} from '#main/store/tables/runs.ts'
import type { Scope } from '#main/store/tables/scope.ts'
import { ActiveRuns, type ActiveRun } from './activeRuns.ts'
import { beginRun, type PlanHere } from './beginRun.ts'
import { moveRuns, type moves } from './userTransitions.ts'
import { QueueTrouble } from './queueTrouble.ts'
import { reconcileRuns } from './reconcile.ts'
import type { StopIntent } from './recordMessage.ts'
import type { Records } from './records.ts'
import { removeReleased } from './releasing.ts'
import { attemptsPath } from './runFiles.ts'
import type { TrainerHandle } from './trainerHandle.ts'
import { TrainerPool } from './trainerPool.ts'
import { TrainerReports } from './trainerReports.ts'

export interface RunQueueOptions {
  records: Records
  machine: MachineIdentity
  planHere: PlanHere
  startTrainer: () => TrainerHandle
  /** How many trainers run at once, given the memory that the largest waiting run is predicted to take. */
  trainerCount: (predictedPeakBytes: number | null) => number
  /** Called after anything was recorded. */
  changed: () => void
  /** Called after a run has ended. */
  runEnded: () => void
  /** What an error stands for, as a sentence where it is one of storage. */
  explain: (error: unknown) => unknown
  /** How often a queue that a full disk has stopped asks whether there is room. */
  roomCheckMs: number
}

/** Takes queued runs in order, gives them to trainers, and records what becomes of them. */
export class RunQueue {
  readonly #options: RunQueueOptions
  readonly #pool: TrainerPool
  readonly #active: ActiveRuns
  readonly #trouble: QueueTrouble
  #state: 'stopped' | 'running' | 'closing' = 'stopped'
  #waiters: { resolve: () => void; reject: (trouble: LabError) => void }[] = []

  constructor(options: RunQueueOptions) {
    this.#options = options
    this.#pool = new TrainerPool(options.startTrainer, {
      started: (pid) => reports.started(pid),
      ended: (pid) => this.#fromTrainer(() => reports.ended(pid)),
      free: () => this.#advance(),
      message: (message) => this.#fromTrainer(() => reports.message(message)),
      crashed: (job, reason) => this.#fromTrainer(() => reports.crashed(job, reason)),
      startFailed: (reason, failures) => this.#fromTrainer(() => reports.startFailed(reason, failures)),
    })
    this.#active = new ActiveRuns(this.#pool)
    const reports = new TrainerReports(options.records, this.#active, options.runEnded)
    this.#trouble = new QueueTrouble({ ...options, start: () => this.start() })
  }

  /** Whether runs are taken from the queue. */
  get isRunning(): boolean {
    return this.#state === 'running'
  }

  /** What stopped the queue, if it was not the user. */
  get trouble(): LabError | undefined {
    return this.#trouble.error
  }

  /** What trainers work on now. */
  get active(): readonly Readonly<ActiveRun>[] {
    return this.#active.list()
  }

  /** Processes that train at once, as long as enough runs wait. */
  get trainers(): number {
    return this.#options.trainerCount(largestPredictedPeakBytes(this.#db))
  }

  /** Starts taking runs, also again after trouble. */
  start(): void {
    if (this.#state !== 'stopped') return
    // Runs that a stop has not reached yet are still somebody's.
    if (this.#active.size === 0) reconcileRuns(this.#options.records, 'queued')
    this.#trouble.forget()
    this.#state = 'running'
    this.#advance()
  }

  /** Stops taking runs: those that run write a checkpoint and keep their place. */
  stop(): void {
    this.#trouble.forget()
    if (this.#state === 'running') this.#state = 'stopped'
    this.#stopActive({}, 'close')
    this.#advance()
  }

  /** Looks for work again, after runs were added or the number of trainers has changed. */
  wake(): void {
    const surplus = this.#active.list().slice(this.trainers)
    this.#active.stop(
      surplus.map(({ runId }) => runId),
      'close',
    )
    this.#advance()
  }

  /** Holds the runs of a scope: those that run stop within a step and keep what they have. Returns which. */
  pause(scope: Scope): number[] {
    return [...this.#move(scope, 'pause'), ...this.#stopActive(scope, 'pause')]
  }

  /** Holds the runs of a scope: those that run finish their epoch first. Returns which. */
  pauseAfterEpoch(scope: Scope): number[] {
    return [...this.#move(scope, 'pause'), ...this.#stopActive(scope, 'pauseAfterEpoch')]
  }

  /** Puts paused and interrupted runs of a scope back into the queue. Returns which. */
  resume(scope: Scope): number[] {
    return [...this.#move(scope, 'resume'), ...this.#active.goOn(this.#running(scope))]
  }

  /** Ends the runs of a scope without a result. Returns which. */
  cancel(scope: Scope): number[] {
    const ids = this.#moveAway(scope, 'cancel')
    return [...ids, ...this.#stopActive(scope, 'cancel')]
  }

  /** Puts runs of a scope that ended without an error back into the queue. Returns which. */
  retry(scope: Scope): number[] {
    return this.#move(scope, 'retry')
  }

  /** Puts runs of a scope that are neither finished, nor running, nor waiting back into the queue without what they have done. */
  startOver(scope: Scope): number[] {
    return this.#moveAway(scope, 'startOver')
  }

  /** Trains a finished run again to get its weights back, which are pinned; another digest is logged. */
  trainAgain(runId: number): void {
    this.#move({ runId }, 'trainAgain')
  }

  /** Resolves when nothing runs and nothing waits, or when the queue is stopped; rejects with what stopped it. */
  async waitUntilIdle(): Promise<void> {
    if (this.trouble) throw this.trouble
    if (this.#isIdle()) return
    await new Promise<void>((resolve, reject) => this.#waiters.push({ resolve, reject }))
  }

  /** Stops the queue for something that is wrong with the lab itself. */
  fail(error: LabError): void {
    if (this.trouble !== undefined) return
    this.#stopFor(error)
    this.#options.changed()
  }

  /** Lets running runs write a checkpoint, puts them back into the queue and ends every trainer. */
  async close(): Promise<void> {
    this.#state = 'closing'
    this.#trouble.endWatch()
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
    const { records, machine, planHere, trainerCount } = this.#options
    const queued = countQueued(this.#db)
    if (queued === 0) return
    const wanted = trainerCount(largestPredictedPeakBytes(this.#db))
    this.#pool.ensure(Math.min(wanted, this.#active.size + queued))
    while (this.#pool.hasIdle && this.#active.size < wanted) {
      const run = nextQueuedRun(this.#db)
      if (!run) return
      const job = beginRun(records, run, { ...machine, planHere })
      // One that starts over has lost its epochs.
      this.#active.begin(job, getRun(this.#db, run.id).epochsDone, records.now())
    }
  }

  #isIdle(): boolean {
    return this.#active.size === 0 && (this.#state !== 'running' || countQueued(this.#db) === 0)
  }

  #move(scope: Scope, move: keyof typeof moves): number[] {
    const ids = moveRuns(this.#options.records, scope, move)
    this.#advance()
    return ids
  }

  /** Moves runs for which what their attempts left behind is of no use any more, and removes that. */
  #moveAway(scope: Scope, move: 'cancel' | 'startOver'): number[] {
    const { records } = this.#options
    const ids = moveRuns(records, scope, move)
    removeReleased(records, ids.map(attemptsPath))
    this.#advance()
    return ids
  }

  #running(scope: Scope): number[] {
    return listRuns(this.#db, scope, ['running']).map(({ id }) => id)
  }

  #stopActive(scope: Scope, intent: StopIntent): number[] {
    return this.#active.stop(this.#running(scope), intent)
  }

  /** Stops the queue: nothing can be recorded, so trainers end, and their runs go on from their checkpoints later. */
  #stopFor(error: unknown): void {
    const trouble = this.#trouble.note(error)
    if (this.#state === 'running') {
      this.#state = 'stopped'
      this.#trouble.waitForRoom()
    }
    this.#active.clear()
    void this.#pool.killAll()
    try {
      reconcileRuns(this.#options.records, 'queued')
    } catch {
      // The disk is still full: the next start does it.
    }
    for (const { reject } of this.#waiters.splice(0)) reject(trouble)
  }
}
