import { forecast, type Task } from '#shared/forecast/forecast.ts'
import { pace } from '#shared/forecast/pace.ts'
import { timeModel, type TimedLoad } from '#shared/forecast/timeModel.ts'
import { queueOrder, type Run } from '#main/store/runs.ts'
import { isLive } from '#main/store/scope.ts'
import type { LabCore } from './labCore.ts'

/** The forecast is made anew at most this often. */
const everyMs = 2000
/** Runs, the last begun first, from which times are told. */
const measuredRuns = 100
/** Runs of a population, the last begun first, that tell its pace; so many of their last epochs are looked at. */
const [pacingRuns, pacingEpochs] = [6, 5]

/** A time with the population it was measured in. */
type Measured = TimedLoad & { readonly populationId: number }
type Waiting = Task & { readonly populationId: number; readonly left: number }

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
    const times = tasks.length > 0 ? this.#epochTimes() : []
    const model = timeModel(times)
    if (!model) return null
    // Epochs of another recipe are longer or shorter, and the machine may be busier than it was.
    const recent = Map.groupBy(times, ({ populationId }) => populationId)
    const newest = pace(model, times.slice(0, pacingRuns))
    const paced = tasks.map(({ populationId, left, ...load }): Task => {
      const own = recent.get(populationId)
      return { ...load, left: left * (own ? pace(model, own.slice(0, pacingRuns)) : newest) }
    })
    const { low, high } = forecast(model, paced, Math.max(1, this.#core.queue.trainers)).seconds
    return [Math.max(0, low), high]
  }

  /** Milliseconds of one of the last epochs of the runs begun last, the last begun first. */
  #epochTimes(): Measured[] {
    return this.#core.db
      .prepare<[number, number], Measured>(
        // A row tells of all epochs since the one before it, which ended at `start`.
        `SELECT populationId, flops, activations, sum(durationMs) / (latest - start) AS time
         FROM (SELECT *, coalesce((SELECT max(epoch) FROM epochs WHERE runId = timed.id AND epoch <= latest - ?), -1) AS start
               FROM (SELECT id, populationId, flops, activations, startedAt, epochsDone - 1 AS latest FROM runs
                     WHERE status IN ('running', 'finished') AND startedAt IS NOT NULL
                     ORDER BY startedAt DESC LIMIT ?) AS timed) AS begun
           JOIN epochs ON epochs.runId = begun.id AND epochs.epoch > start
         GROUP BY begun.id HAVING time > 0 ORDER BY startedAt DESC`,
      )
      .all(pacingEpochs, measuredRuns)
  }

  /** What is left, in the order of the queue; `left` counts epochs, of which the model tells the time. */
  #tasks(): Waiting[] {
    const { db, queue } = this.#core
    const epochs = new Map(
      db
        .prepare<[], { id: number; epochs: number }>(`SELECT id, recipe ->> '$.epochs' AS epochs FROM populations`)
        .all()
        .map((population) => [population.id, population.epochs]),
    )
    const waiting = db
      .prepare<[], Pick<Run, 'populationId' | 'attempt' | 'epochsDone' | 'flops' | 'activations'>>(
        `SELECT populationId, attempt, epochsDone, flops, activations FROM runs WHERE status = 'queued' AND ${isLive}
         ORDER BY ${queueOrder}`,
      )
      .all()
      .map(({ populationId, attempt, epochsDone, ...load }): Waiting => {
        const done = attempt > 0 ? epochsDone : 0
        return { ...load, populationId, left: Math.max(0, (epochs.get(populationId) ?? 0) - done) }
      })
    const load = db.prepare<[number], { populationId: number; flops: number; activations: number }>(
      'SELECT populationId, flops, activations FROM runs WHERE id = ?',
    )
    const active = queue.active.flatMap(({ runId, epochs, epochsDone }) => {
      const found = load.get(runId)
      return found ? [{ ...found, left: Math.max(0, epochs - epochsDone) }] : []
    })
    return [...active, ...waiting]
  }
}
