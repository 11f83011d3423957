import { forecast, lastOf, type Task } from '#shared/forecast/forecast.ts'
import { pace } from '#shared/forecast/pace.ts'
import type { WaitingRun } from '#shared/contract/queue.ts'
import { lanes } from '#shared/forecast/lanes.ts'
import { expectedTime, timeModel, type TimeModel } from '#shared/forecast/timeModel.ts'
import { queueOrder, type Run } from '#main/store/tables/runs.ts'
import { isLive } from '#main/store/tables/scope.ts'
import { epochTimes, pilotTimes, workByPopulation, type EpochTime, type Work } from '../populations/comparableWork.ts'
import type { LabContext } from '../labContext.ts'

/** Minimum interval between forecasts. */
const everyMs = 2000
/** Number of a population's latest-started runs that determine its pace. */
const pacingRuns = 6
/** This many runs are better evidence than a pilot, which measures three networks for a moment each. */
const enoughRuns = 3
/**
 * Relative standard deviation common to all times if none was measured in the population itself: the machine may be
 * busier now, and a short measurement is not a training.
 */
const uncertaintyOfOthers = 0.3

type Waiting = Task & { readonly runId: number; readonly populationId: number; readonly left: number }

/** When a run is likely to start, from now, and how long it is likely to train. */
export type ExpectedTime = NonNullable<WaitingRun['expected']>

interface Made {
  readonly at: number
  /** Bounds of a 95 % range. */
  readonly range: [number, number] | null
  /** The same until the last run of each population is done, by its id. */
  readonly ranges: ReadonlyMap<number, [number, number]>
  /** Forecasts of waiting and running runs, by run id. */
  readonly expected: ReadonlyMap<number, ExpectedTime>
}
const nothing: Omit<Made, 'at'> = { range: null, ranges: new Map(), expected: new Map() }

/**
 * Forecasts the time until all waiting and running runs are done, from epoch times on this machine: of the population's
 * own runs, of others with the same data set and epochs, or of a pilot.
 */
export class TimeLeft {
  readonly #core: LabContext
  #made: Made | undefined

  constructor(core: LabContext) {
    this.#core = core
  }

  /** Bounds, in milliseconds, of a 95 % range; null if nothing waits or a part was never measured. */
  now(): [number, number] | null {
    return this.#latest().range
  }

  /** The same for each population that waits or trains, including the runs ahead of it. */
  ofPopulations(): ReadonlyMap<number, [number, number]> {
    return this.#latest().ranges
  }

  /** The forecast of a waiting run; null without relevant measurements. */
  expectedOf(runId: number): ExpectedTime | null {
    return this.#latest().expected.get(runId) ?? null
  }

  #latest(): Made {
    const at = this.#core.now()
    if (!this.#made || at - this.#made.at >= everyMs || at < this.#made.at) {
      this.#made = { at, ...this.#forecast() }
    }
    return this.#made
  }

  #forecast(): Omit<Made, 'at'> {
    const tasks = this.#tasks()
    if (tasks.length === 0) return nothing
    const { db, environment, queue } = this.#core
    const works = workByPopulation(db)
    const wanted = new Set(tasks.map(({ populationId }) => works.get(populationId)!.key))
    const comparable = [...works].filter(([, { key, isOurs }]) => isOurs && wanted.has(key)).map(([id]) => id)
    const times = epochTimes(db, comparable, environment)
    const byKey = Map.groupBy(times, ({ populationId }) => works.get(populationId)!.key)
    const byPopulation = Map.groupBy(times, ({ populationId }) => populationId)
    const models = new Map<string, TimeModel>()
    for (const { populationId } of tasks) {
      const work = works.get(populationId)!
      const model = models.get(work.key) ?? this.#modelOf(work, byKey.get(work.key) ?? [])
      if (!model) return nothing
      models.set(work.key, model)
    }
    // All times are expressed in terms of the least certain model, so that the total is no more certain than that one.
    const isOwn = tasks.every(({ populationId }) => byPopulation.has(populationId))
    const least = [...models.values()].reduce((a, b) => (b.reach * b.uncertainty > a.reach * a.uncertainty ? b : a))
    const model = isOwn ? least : { ...least, uncertainty: Math.max(least.uncertainty, uncertaintyOfOthers) }
    const paced = tasks.map(({ populationId, left, flops, activations }): Task => {
      const load = { flops, activations }
      const { key } = works.get(populationId)!
      const own = models.get(key)!
      // Networks of another space may take more or less time, and the machine may be busier than before.
      const recent = byPopulation.get(populationId) ?? byKey.get(key) ?? []
      const times = (expectedTime(own, load) / expectedTime(model, load)) * pace(own, recent.slice(0, pacingRuns))
      return { ...load, left: left * times }
    })
    const trainers = Math.max(1, queue.trainers)
    const { finishes, reach, seconds } = forecast(model, paced, trainers)
    const own = Map.groupBy(finishes, ({ task }) => tasks[task]!.populationId)
    const rangeOf = ({ low, high }: typeof seconds): [number, number] => [Math.max(0, low), high]
    const takes = paced.map(({ left = 1, ...load }) => expectedTime(model, load) * left)
    const places = lanes(takes, trainers)
    return {
      range: rangeOf(seconds),
      ranges: new Map([...own].map(([id, list]) => [id, rangeOf(lastOf(list, reach))])),
      expected: new Map(tasks.map(({ runId }, i) => [runId, { startsInMs: places[i]!.start, takesMs: takes[i]! }])),
    }
  }

  #modelOf(work: Work, times: readonly EpochTime[]): TimeModel | null {
    return timeModel(times.length >= enoughRuns ? times : [...pilotTimes(this.#core.db, work), ...times])
  }

  /** The remaining work in queue order; `left` counts epochs, whose time comes from the model. */
  #tasks(): Waiting[] {
    const { db, queue } = this.#core
    const epochs = new Map(
      db
        .prepare<[], { id: number; epochs: number }>(`SELECT id, plan ->> '$.recipe.epochs' AS epochs FROM populations`)
        .all()
        .map((population) => [population.id, population.epochs]),
    )
    const waiting = db
      .prepare<[], Pick<Run, 'populationId' | 'attempt' | 'epochsDone' | 'flops' | 'activations'> & { runId: number }>(
        `SELECT id AS runId, populationId, attempt, epochsDone, flops, activations FROM runs WHERE status = 'queued' AND ${isLive}
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
      return found ? [{ ...found, runId, left: Math.max(0, epochs - epochsDone) }] : []
    })
    return [...active, ...waiting]
  }
}
