import { forecast, type Task } from '#shared/forecast/forecast.ts'
import { timeModel, type TimedLoad } from '#shared/forecast/timeModel.ts'
import { lastEpoch } from '#main/store/epochs.ts'
import { queueOrder } from '#main/store/runs.ts'
import { isLive } from '#main/store/scope.ts'
import type { LabCore } from './labCore.ts'

/** The forecast is made anew at most this often. */
const everyMs = 2000
/** Runs, the last begun first, from which times are told. */
const measuredRuns = 100

/** The time until all that waits and runs is done, from how long epochs of the last runs took. */
export class TimeLeft {
  readonly #core: LabCore
  #made: { at: number; range: [number, number] | null } | undefined

  constructor(core: LabCore) {
    this.#core = core
  }

  /** Lowest and highest, in milliseconds, of a 95 % range; null: nothing waits, or nothing was measured. */
  now(): [number, number] | null {
    const at = this.#core.now()
    if (!this.#made || at - this.#made.at >= everyMs || at < this.#made.at) {
      this.#made = { at, range: this.#forecast() }
    }
    return this.#made.range
  }

  #forecast(): [number, number] | null {
    const tasks = this.#tasks()
    const model = tasks.length > 0 ? timeModel(this.#epochTimes()) : null
    if (!model) return null
    const { low, high } = forecast(model, tasks, Math.max(1, this.#core.queue.trainers)).seconds
    return [Math.max(0, low), high]
  }

  /** Milliseconds of an epoch of the runs begun last. */
  #epochTimes(): TimedLoad[] {
    return this.#core.db
      .prepare<[number], TimedLoad>(
        `SELECT flops, activations, sum(durationMs) / (max(epoch) + 1) AS time
         FROM (SELECT * FROM runs WHERE status IN ('running', 'finished') AND startedAt IS NOT NULL
               ORDER BY startedAt DESC LIMIT ?) AS begun
           JOIN epochs ON epochs.runId = begun.id
         GROUP BY begun.id HAVING time > 0`,
      )
      .all(measuredRuns)
  }

  /** What is left, in the order of the queue; `left` counts epochs, of which the model tells the time. */
  #tasks(): Task[] {
    const { db, queue } = this.#core
    const epochs = new Map(
      db
        .prepare<[], { id: number; epochs: number }>(`SELECT id, recipe ->> '$.epochs' AS epochs FROM populations`)
        .all()
        .map((population) => [population.id, population.epochs]),
    )
    const waiting = db
      .prepare<[], { id: number; populationId: number; attempt: number; flops: number; activations: number }>(
        `SELECT id, populationId, attempt, flops, activations FROM runs WHERE status = 'queued' AND ${isLive}
         ORDER BY ${queueOrder}`,
      )
      .all()
      .map(({ id, populationId, attempt, ...load }): Task => {
        const done = attempt > 0 ? lastEpoch(db, id) + 1 : 0
        return { ...load, left: Math.max(0, (epochs.get(populationId) ?? 0) - done) }
      })
    const load = db.prepare<[number], { flops: number; activations: number }>(
      'SELECT flops, activations FROM runs WHERE id = ?',
    )
    const active = queue.active.flatMap(({ runId, epochs, epochsDone }) => {
      const found = load.get(runId)
      return found ? [{ ...found, left: Math.max(0, epochs - epochsDone) }] : []
    })
    return [...active, ...waiting]
  }
}
