import type { AttemptKey, LabMessage, TrainJob, TrainProgress } from '#main/trainer/messages.ts'
import type { StopIntent } from './recordMessage.ts'
import type { TrainerPool } from './trainerPool.ts'

/** A run that a trainer works on. */
export interface ActiveRun {
  readonly runId: number
  readonly attempt: number
  readonly epochs: number
  readonly startedAt: number
  /** Epochs done, with the share of the one under way. */
  epochsDone: number
  /** Null: not measured yet. */
  imagesPerSecond: number | null
  /** What training takes of an epoch while the machine is awake. Null: not measured yet. */
  epochMs: number | null
  /** Undefined: not told to stop. */
  intent: StopIntent | undefined
}

/** How long a trainer may take to stop before it is killed: cancelling promises a second, closing saves work. */
const graceMs: Partial<Record<StopIntent, number>> = { cancel: 1000, close: 30_000 }

/** What a trainer is told, and which intent may replace which: one of a higher rank. */
const stops: Record<StopIntent, { message: Exclude<LabMessage['type'], 'train' | 'goOn'>; rank: number }> = {
  pauseAfterEpoch: { message: 'pauseAfterEpoch', rank: 0 },
  close: { message: 'pause', rank: 1 },
  pause: { message: 'pause', rank: 2 },
  cancel: { message: 'cancel', rank: 3 },
}

/** The attempts that a pool's trainers are at, and what each was told. */
export class ActiveRuns {
  readonly #pool: TrainerPool
  readonly #runs = new Map<number, ActiveRun>()

  constructor(pool: TrainerPool) {
    this.#pool = pool
  }

  get size(): number {
    return this.#runs.size
  }

  /** The active runs in the order in which they began. */
  list(): readonly Readonly<ActiveRun>[] {
    return [...this.#runs.values()]
  }

  /** Gives an idle trainer the job of an attempt, of which `epochsDone` epochs are done already. */
  begin(job: TrainJob, epochsDone: number, startedAt: number): void {
    const { runId, attempt, recipe } = job
    this.#runs.set(runId, {
      runId,
      attempt,
      epochs: recipe.epochs,
      startedAt,
      epochsDone,
      imagesPerSecond: null,
      epochMs: null,
      intent: undefined,
    })
    this.#pool.assign(job)
  }

  /** The run, if a trainer works on it. */
  of(runId: number): Readonly<ActiveRun> | undefined {
    return this.#runs.get(runId)
  }

  /** Notes how far an attempt is. */
  progress({ runId }: AttemptKey, { epoch, step, steps, imagesPerSecond, epochMs }: TrainProgress): void {
    Object.assign(this.#runs.get(runId)!, { epochsDone: epoch + step / steps, imagesPerSecond, epochMs })
  }

  /** Notes that an attempt has reported an epoch. */
  epochDone({ runId }: AttemptKey, epoch: number): void {
    this.#runs.get(runId)!.epochsDone = epoch + 1
  }

  /** Forgets a run whose attempt is over. */
  end(runId: number): void {
    this.#runs.delete(runId)
  }

  /** Forgets every run. */
  clear(): void {
    this.#runs.clear()
  }

  /**
   * The runs, of those given, that are active: their trainers are told to stop, and killed when they take too long. What
   * a run was told before holds if it says more: what was cancelled stays so, what was paused is not put back.
   */
  stop(runIds: readonly number[], intent: StopIntent): number[] {
    return runIds.filter((runId) => {
      const active = this.#runs.get(runId)
      if (!active) return false
      const told = active.intent
      if (told === undefined || stops[told].rank < stops[intent].rank) {
        active.intent = intent
        this.#pool.tell(runId, { type: stops[intent].message, runId, attempt: active.attempt })
      }
      const grace = graceMs[intent]
      if (grace !== undefined && told !== intent) setTimeout(() => this.#killLate(active), grace).unref()
      return true
    })
  }

  /** The runs, of those given, whose pause after the epoch is taken back. */
  goOn(runIds: readonly number[]): number[] {
    return runIds.filter((runId) => {
      const active = this.#runs.get(runId)
      if (active?.intent !== 'pauseAfterEpoch') return false
      active.intent = undefined
      this.#pool.tell(runId, { type: 'goOn', runId, attempt: active.attempt })
      return true
    })
  }

  /** Kills the trainer of an attempt that is still under way. */
  #killLate(active: ActiveRun): void {
    if (this.#runs.get(active.runId) === active) this.#pool.kill(active.runId)
  }
}
