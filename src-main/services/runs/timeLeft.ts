import { forecast, lastOf, type Task } from '#shared/forecast/forecast.ts'
import { pace } from '#shared/forecast/pace.ts'
import type { WaitingRun } from '#shared/contract/queue.ts'
import { lanes } from '#shared/forecast/lanes.ts'
import { expectedTime, timeModel, type TimeModel } from '#shared/forecast/timeModel.ts'
import { queueOrder, type Run } from '#main/store/tables/runs.ts'
import { isLive } from '#main/store/tables/scope.ts'
import { epochTimes, pilotTimes, workByPopulation, type EpochTime, type Work } from '../populations/comparableWork.ts'
import type { LabContext } from '../labContext.ts'

/** The forecast is made anew at most this often. */
const everyMs = 2000
/** Runs of a population, the last begun first, that tell its pace. */
const pacingRuns = 6
/** So many runs tell more than a pilot, which looks at three networks for a moment each. */
const enoughRuns = 3
/**
 * Relative standard deviation of all times together, where none was measured in the population itself: the machine may be
 * busier than it was for others, and a moment is not a training.
 */
const uncertaintyOfOthers = 0.3

type Waiting = Task & { readonly runId: number; readonly populationId: number; readonly left: number }

/** When a run is likely to begin, from now, and how long it is likely to train. */
export type ExpectedTime = NonNullable<WaitingRun['expected']>

interface Made {
  readonly at: number
  /** Lowest and highest of a 95 % range. */
  readonly range: [number, number] | null
  /** The same until the last run of each population is done, by its id. */
  readonly ranges: ReadonlyMap<number, [number, number]>
  /** Of what waits and runs, by its id. */
  readonly expected: ReadonlyMap<number, ExpectedTime>
}
const nothing: Omit<Made, 'at'> = { range: null, ranges: new Map(), expected: new Map() }

/**
 * The time until all that waits and runs is done, from how long epochs took on this machine: of the population's own
 * runs, of others on the same data with the same epochs, or of a pilot.
 */
export class TimeLeft {
  readonly #core: LabContext
  #made: Made | undefined

  constructor(core: LabContext) {
    this.#core = core
  }

  /** Lowest and highest, in milliseconds, of a 95 % range; null: nothing waits, or of a part of it nothing was measured. */
  now(): [number, number] | null {
    return this.#latest().range
  }

  /** Of each population that waits or trains, behind what is taken before it. */
  ofPopulations(): ReadonlyMap<number, [number, number]> {
    return this.#latest().ranges
  }

  /** Of a run that waits; null: nothing was measured that tells. */
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
    // Everything is told in times of the model that knows least, so that the whole is no surer than it.
    const isOwn = tasks.every(({ populationId }) => byPopulation.has(populationId))
    const least = [...models.values()].reduce((a, b) => (b.reach * b.uncertainty > a.reach * a.uncertainty ? b : a))
    const model = isOwn ? least : { ...least, uncertainty: Math.max(least.uncertainty, uncertaintyOfOthers) }
    const paced = tasks.map(({ populationId, left, flops, activations }): Task => {
      const load = { flops, activations }
      const { key } = works.get(populationId)!
      const own = models.get(key)!
      // Networks of another space take longer or less, and the machine may be busier than it was.
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
