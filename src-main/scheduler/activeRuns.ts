import type { AttemptKey, LabMessage, TrainJob, TrainProgress } from '#main/trainer/messages.ts'
import type { StopIntent } from './recordMessage.ts'
import type { TrainerPool } from './trainerPool.ts'

/** A run that a trainer is working on. */
export interface ActiveRun {
  readonly runId: number
  readonly attempt: number
  readonly provider: string
  readonly epochs: number
  readonly startedAt: number
  /** Completed epochs, including the fraction of the current one. */
  epochsDone: number
  /** Null until measured. */
  imagesPerSecond: number | null
  /** Training time per epoch, excluding sleep. Null until measured. */
  epochMs: number | null
  /** Undefined unless asked to stop. */
  intent: StopIntent | undefined
  /** Whether no other run may share its device. */
  readonly mustBeAlone: boolean
  /** Whether another run shared its trainer at any time. */
  hadMates: boolean
  /** Whether it was given a share of its device's memory, not all of it. */
  readonly hadShare: boolean
  /** Whether it has reported progress, which loading and compiling precede. */
  isTraining: boolean
}

/** How an attempt begins. */
interface Beginning {
  epochsDone: number
  startedAt: number
  mustBeAlone: boolean
}

/** How long a trainer may take to stop before it is killed: cancelling promises a second, closing saves work. */
const graceMs: Partial<Record<StopIntent, number>> = { cancel: 1000, close: 30_000 }
/** The least of these if other runs would lose their work since the last checkpoint. */
const sharedGraceMs = 10_000

/** The message for each intent. An intent replaces only those of lower rank. */
const stops: Record<StopIntent, { message: Exclude<LabMessage['type'], 'train' | 'goOn'>; rank: number }> = {
  pauseAfterEpoch: { message: 'pauseAfterEpoch', rank: 0 },
  close: { message: 'pause', rank: 1 },
  pause: { message: 'pause', rank: 2 },
  cancel: { message: 'cancel', rank: 3 },
}

/** The attempts that a pool's trainers are working on, with their stop requests. */
export class ActiveRuns {
  readonly #pool: TrainerPool
  readonly #runs = new Map<number, ActiveRun>()

  constructor(pool: TrainerPool) {
    this.#pool = pool
  }

  get size(): number {
    return this.#runs.size
  }

  /** The active runs in order of their start. */
  list(): readonly Readonly<ActiveRun>[] {
    return [...this.#runs.values()]
  }

  /** Gives a trainer the job of an attempt whose first `epochsDone` epochs are already done. */
  begin(job: TrainJob, { epochsDone, startedAt, mustBeAlone }: Beginning): void {
    const { runId, attempt, provider, recipe } = job
    this.#pool.assign(job)
    const mates = this.#matesOf(runId)
    for (const mate of mates) mate.hadMates = true
    this.#runs.set(runId, {
      runId,
      attempt,
      provider,
      epochs: recipe.epochs,
      startedAt,
      epochsDone,
      hadShare: job.memoryBytes !== undefined,
      imagesPerSecond: null,
      epochMs: null,
      intent: undefined,
      mustBeAlone,
      hadMates: mates.length > 0,
      isTraining: false,
    })
  }

  /** The run, if a trainer works on it. */
  of(runId: number): Readonly<ActiveRun> | undefined {
    return this.#runs.get(runId)
  }

  /** Records the progress of an attempt. */
  progress({ runId }: AttemptKey, { epoch, step, steps, imagesPerSecond, epochMs }: TrainProgress): void {
    Object.assign(this.#runs.get(runId)!, {
      ...{ epochsDone: epoch + step / steps, imagesPerSecond, epochMs },
      isTraining: true,
    })
  }

  /** Records that an attempt has reported an epoch. */
  epochDone({ runId }: AttemptKey, epoch: number): void {
    Object.assign(this.#runs.get(runId)!, { epochsDone: epoch + 1, isTraining: true })
  }

  /** Forgets a run whose attempt has ended. */
  end(runId: number): void {
    this.#runs.delete(runId)
  }

  /** Forgets every run. */
  clear(): void {
    this.#runs.clear()
  }

  /**
   * Asks the trainers of the active ones among `runIds` to stop, and kills them if they take too long; returns those
   * runs. A stronger earlier request stays in force: a cancelled run stays cancelled, a paused one is not requeued.
   */
  stop(runIds: readonly number[], intent: StopIntent): number[] {
    return runIds.filter((runId) => {
      const active = this.#runs.get(runId)
      if (!active) return false
      const earlier = active.intent
      if (earlier === undefined || stops[earlier].rank < stops[intent].rank) {
        active.intent = intent
        this.#pool.tell(runId, { type: stops[intent].message, runId, attempt: active.attempt })
      }
      const grace = graceMs[intent]
      if (grace !== undefined && earlier !== intent) {
        const shared = this.#matesOf(runId).length > 0
        setTimeout(() => this.#killLate(active), shared ? Math.max(grace, sharedGraceMs) : grace).unref()
      }
      return true
    })
  }

  /** Withdraws the pause after the epoch for runs that have one; returns those runs. */
  goOn(runIds: readonly number[]): number[] {
    return runIds.filter((runId) => {
      const active = this.#runs.get(runId)
      if (active?.intent !== 'pauseAfterEpoch') return false
      active.intent = undefined
      this.#pool.tell(runId, { type: 'goOn', runId, attempt: active.attempt })
      return true
    })
  }

  /** Kills the trainer of an attempt that is still under way. The other runs in it resume; this is no crash of theirs. */
  #killLate(active: ActiveRun): void {
    if (this.#runs.get(active.runId) !== active) return
    for (const mate of this.#matesOf(active.runId)) mate.intent ??= 'close'
    this.#pool.kill(active.runId)
  }

  #matesOf(runId: number): ActiveRun[] {
    return this.#pool.matesOf(runId).flatMap((mate) => this.#runs.get(mate) ?? [])
  }
}
