import type { LabError } from '#main/store/labError.ts'
import {
  countQueued,
  getRun,
  largestPredictedPeakBytes,
  listRuns,
  nextQueuedRun,
  queuedByProvider,
  type MachineIdentity,
} from '#main/store/tables/runs.ts'
import type { Scope } from '#main/store/tables/scope.ts'
import { ActiveRuns, type ActiveRun } from './activeRuns.ts'
import { room, runsAtOnce, type Admitted, type Limits } from './admission.ts'
import { beginRun, type PlanHere } from './beginRun.ts'
import { DeviceSlots, type DeviceSlotsOptions } from './deviceSlots.ts'
import { moveRuns, type moves } from './userTransitions.ts'
import { QueueFault } from './queueFault.ts'
import { reconcileRuns } from './reconcile.ts'
import { mustBeAlone, type StopIntent } from './recordMessage.ts'
import type { Records } from './records.ts'
import { removeReleased } from './releasing.ts'
import { attemptsPath } from './runFiles.ts'
import type { TrainerHandle } from './trainerHandle.ts'
import { TrainerPool } from './trainerPool.ts'
import { TrainerReports, type ReportHooks } from './trainerReports.ts'

export interface RunQueueOptions extends ReportHooks {
  records: Records
  machine: MachineIdentity
  planHere: PlanHere
  startTrainer: () => TrainerHandle
  /**
   * Number of concurrent trainers, given the predicted peak memory of the largest waiting run, and whether the user chose
   * it: it then counts the runs of all providers.
   */
  trainerCount: (predictedPeakBytes: number | null) => { count: number; isChosen: boolean }
  /** Where runs share a device, and how many. */
  devices: Omit<DeviceSlotsOptions, 'changed'>
  /** Called after anything was recorded. */
  changed: () => void
  /** Converts storage errors into user-facing ones. */
  explain: (error: unknown) => unknown
  /** Interval at which a queue stopped by a full disk checks for room. */
  roomCheckMs: number
}

/** Takes queued runs in order, gives them to trainers and records their outcome. */
export class RunQueue {
  readonly #options: RunQueueOptions
  readonly #pool: TrainerPool
  readonly #active: ActiveRuns
  readonly #slots: DeviceSlots
  readonly #fault: QueueFault
  #state: 'stopped' | 'running' | 'closing' = 'stopped'
  #waiters: { resolve: () => void; reject: (fault: LabError) => void }[] = []

  constructor(options: RunQueueOptions) {
    this.#options = options
    const { sharesDevice } = options.devices
    this.#slots = new DeviceSlots({ ...options.devices, changed: () => this.#state === 'running' && this.#advance() })
    this.#pool = new TrainerPool(
      options.startTrainer,
      {
        started: (pid) => reports.started(pid),
        ended: (pid) => this.#fromTrainer(() => reports.ended(pid)),
        free: () => this.#advance(),
        message: (message) => this.#fromTrainer(() => reports.message(message)),
        crashed: (job, reason) => this.#fromTrainer(() => reports.crashed(job, reason)),
        startFailed: (reason, failures) => this.#fromTrainer(() => reports.startFailed(reason, failures)),
      },
      sharesDevice,
    )
    this.#active = new ActiveRuns(this.#pool)
    const reports = new TrainerReports(options.records, this.#active, this.#slots, options)
    this.#fault = new QueueFault({ ...options, start: () => this.start() })
  }

  /** Whether runs are taken from the queue. */
  get isRunning(): boolean {
    return this.#state === 'running'
  }

  /** What stopped the queue, unless it was the user. */
  get fault(): LabError | undefined {
    return this.#fault.error
  }

  /** The runs that trainers are working on. */
  get active(): readonly Readonly<ActiveRun>[] {
    return this.#active.list()
  }

  /** Number of runs at once while enough runs of the providers that now wait or train do so. */
  get trainers(): number {
    const providers = [...queuedByProvider(this.#db).keys(), ...this.#active.list().map(({ provider }) => provider)]
    return runsAtOnce(providers, this.#limits(largestPredictedPeakBytes(this.#db)))
  }

  /** Number of runs at once of one provider if only they trained, of that predicted memory in bytes; null: unknown. */
  trainersFor(provider: string, predictedPeakBytes: number | null): number {
    return runsAtOnce([provider], this.#limits(predictedPeakBytes))
  }

  /** Starts taking runs, also after a fault. */
  start(): void {
    if (this.#state !== 'stopped') return
    // Runs whose stop is still under way belong to a trainer.
    if (this.#active.size === 0) reconcileRuns(this.#options.records, 'queued')
    this.#fault.forget()
    this.#state = 'running'
    this.#advance()
  }

  /** Stops taking runs; running ones write a checkpoint and keep their position. */
  stop(): void {
    this.#fault.forget()
    if (this.#state === 'running') this.#state = 'stopped'
    this.#stopActive({}, 'close')
    this.#advance()
  }

  /** Looks for work again after runs were added or the number of trainers changed. */
  wake(): void {
    const limits = this.#limits(largestPredictedPeakBytes(this.#db))
    // A device with fewer slots than before finishes what it has begun.
    const slots = (provider: string) => (limits.slots(provider) === null ? null : Infinity)
    const waiting = [...queuedByProvider(this.#db).keys()]
    const kept: Admitted[] = []
    const surplus: number[] = []
    for (const { runId, provider } of this.#active.list()) {
      if (room(provider, kept, waiting, { ...limits, slots }) > 0) kept.push({ provider, mustBeAlone: false })
      else surplus.push(runId)
    }
    this.#active.stop(surplus, 'close')
    this.#advance()
  }

  /** Pauses the runs of a scope; running ones stop within a step and keep their progress. Returns their ids. */
  pause(scope: Scope): number[] {
    return [...this.#move(scope, 'pause'), ...this.#stopActive(scope, 'pause')]
  }

  /** Pauses the runs of a scope; running ones finish their epoch first. Returns their ids. */
  pauseAfterEpoch(scope: Scope): number[] {
    return [...this.#move(scope, 'pause'), ...this.#stopActive(scope, 'pauseAfterEpoch')]
  }

  /** Requeues the paused and interrupted runs of a scope. Returns their ids. */
  resume(scope: Scope): number[] {
    return [...this.#move(scope, 'resume'), ...this.#active.goOn(this.#running(scope))]
  }

  /** Ends the runs of a scope without a result. Returns their ids. */
  cancel(scope: Scope): number[] {
    const ids = this.#moveAway(scope, 'cancel')
    return [...ids, ...this.#stopActive(scope, 'cancel')]
  }

  /** Requeues the runs of a scope that ended without a result. Returns their ids. */
  retry(scope: Scope): number[] {
    return this.#move(scope, 'retry')
  }

  /** Requeues the runs of a scope that are neither finished, running nor waiting, discarding their progress. */
  startOver(scope: Scope): number[] {
    return this.#moveAway(scope, 'startOver')
  }

  /** Retrains a finished run to restore its weights, which are then pinned; a different digest is logged. */
  trainAgain(runId: number): void {
    this.#move({ runId }, 'trainAgain')
  }

  /** Resolves when nothing runs or waits, or when the queue is stopped; rejects with what stopped it. */
  async waitUntilIdle(): Promise<void> {
    if (this.fault) throw this.fault
    if (this.#isIdle()) return
    await new Promise<void>((resolve, reject) => this.#waiters.push({ resolve, reject }))
  }

  /** Stops the queue because of a fault of the lab itself. */
  fail(error: LabError): void {
    if (this.fault !== undefined) return
    this.#stopFor(error)
    this.#options.changed()
  }

  /** Lets running runs write a checkpoint, requeues them and ends every trainer. */
  async close(): Promise<void> {
    this.#state = 'closing'
    this.#fault.endWatch()
    this.#stopActive({}, 'close')
    await this.waitUntilIdle().catch(() => undefined)
    await this.#pool.killAll()
  }

  get #db() {
    return this.#options.records.db
  }

  /** Handles something a trainer caused; an error here has no caller, so it stops the queue. */
  #fromTrainer(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#stopFor(error)
    }
    this.#advance()
  }

  /** Gives free trainers work and notifies waiters. */
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
    const { records, machine, planHere } = this.#options
    const queued = queuedByProvider(this.#db)
    const active = this.#active.list()
    this.#slots.keepOnly(new Set([...queued.keys(), ...active.map(({ provider }) => provider)]))
    this.#pool.release((device) => device !== null && !queued.has(device))
    if (queued.size === 0) return
    const limits = this.#limits(largestPredictedPeakBytes(this.#db))
    const roomFor = (provider: string) => room(provider, this.#active.list(), queued.keys(), limits)
    this.#startTrainers(queued, limits, roomFor)
    /** Providers whose next run cannot begin yet. */
    const closed = new Set<string>()
    for (;;) {
      for (const provider of queued.keys())
        if (roomFor(provider) <= 0 || !this.#pool.canTake(provider)) closed.add(provider)
      const run = nextQueuedRun(this.#db, [...closed])
      if (!run) return
      const { provider } = run
      const isAlone = limits.slots(provider) !== null && mustBeAlone(run)
      if (isAlone && this.#active.list().some((other) => other.provider === provider)) {
        closed.add(provider)
        continue
      }
      const job = beginRun(records, run, { ...machine, planHere })
      // A run that starts over has lost its epochs.
      const { epochsDone } = getRun(this.#db, run.id)
      const memoryBytes = isAlone ? undefined : this.#slots.memoryOf(provider)
      this.#active.begin({ ...job, memoryBytes }, { epochsDone, startedAt: records.now(), mustBeAlone: isAlone })
    }
  }

  /** Starts the trainers for which there is work and room. */
  #startTrainers(queued: ReadonlyMap<string, number>, { slots }: Limits, roomFor: (provider: string) => number): void {
    const isSingle = (provider: string) => slots(provider) === null
    let [waiting, most] = [0, 0]
    for (const [provider, count] of queued) {
      if (roomFor(provider) <= 0) continue
      if (isSingle(provider)) {
        waiting += count
        most = roomFor(provider)
      } else this.#pool.ensureDevice(provider)
    }
    const training = this.#active.list().filter(({ provider }) => isSingle(provider)).length
    if (waiting > 0) this.#pool.ensure(training + Math.min(waiting, most))
  }

  #limits(predictedPeakBytes: number | null): Limits {
    const { count, isChosen } = this.#options.trainerCount(predictedPeakBytes)
    return {
      runs: isChosen ? count : Infinity,
      trainers: count,
      slots: (provider) => this.#slots.of(provider),
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

  /** Moves runs whose attempt files are no longer needed, and removes those files. */
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

  /**
   * Stops the queue because nothing can be recorded: trainers end, and their runs later resume from their checkpoints.
   */
  #stopFor(error: unknown): void {
    const fault = this.#fault.note(error)
    if (this.#state === 'running') {
      this.#state = 'stopped'
      this.#fault.waitForRoom()
    }
    this.#active.clear()
    void this.#pool.killAll()
    try {
      reconcileRuns(this.#options.records, 'queued')
    } catch {
      // The disk is still full; the next start does it.
    }
    for (const { reject } of this.#waiters.splice(0)) reject(fault)
  }
}
