import type { AttemptKey, TrainJob } from '#main/trainer/messages.ts'
import type { StopIntent } from './recordMessage.ts'
import type { TrainerPool } from './trainerPool.ts'

interface ActiveRun {
  attempt: number
  /** Undefined: not told to stop. */
  intent: StopIntent | undefined
}

/** How long a trainer may take to stop before it is killed: cancelling promises a second, closing saves work. */
const graceMs: Partial<Record<StopIntent, number>> = { cancel: 1000, close: 30_000 }

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

  /** Gives an idle trainer the job of an attempt. */
  begin(job: TrainJob): void {
    this.#runs.set(job.runId, { attempt: job.attempt, intent: undefined })
    this.#pool.assign(job)
  }

  /** The run, if it is at that very attempt. */
  find({ runId, attempt }: AttemptKey): Readonly<ActiveRun> | undefined {
    const active = this.#runs.get(runId)
    return active?.attempt === attempt ? active : undefined
  }

  /** Forgets a run whose attempt is over. */
  end(runId: number): void {
    this.#runs.delete(runId)
  }

  /** Forgets every run. */
  clear(): void {
    this.#runs.clear()
  }

  /** Tells the trainers of runs to stop, and kills those that take too long; what was cancelled stays so. */
  stop(runIds: readonly number[], intent: StopIntent): void {
    for (const runId of runIds) {
      const active = this.#runs.get(runId)
      if (!active || active.intent === 'cancel') continue
      active.intent = intent
      const { attempt } = active
      this.#pool.tell(runId, { type: intent === 'cancel' ? 'cancel' : 'pause', runId, attempt })
      const grace = graceMs[intent]
      if (grace !== undefined) setTimeout(() => this.#killLate({ runId, attempt }), grace).unref()
    }
  }

  #killLate(key: AttemptKey): void {
    if (this.find(key)) this.#pool.kill(key.runId)
  }
}
