import { normalCdf } from '#shared/random/normalCdf.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { lanes } from './lanes.ts'
import { expectedTime, timeModel, type Load, type TimeModel } from './timeModel.ts'

/** A network still to be trained, or in training. */
export interface Task extends Load {
  /** Remaining share of its training, in (0, 1]; all if absent. */
  readonly left?: number
}

interface Finish {
  /** Index of the task. */
  readonly task: number
  readonly mean: number
  readonly deviation: number
}

/** When each task ends, in seconds from now; `finishes` are ordered by end. */
export interface Forecast {
  readonly finishes: readonly Finish[]
  /** When the last one ends, with its 95 % range. */
  readonly seconds: Interval
  /** Half-width of a 95 % range in standard deviations. */
  readonly reach: number
}

/**
 * Predicts `tasks`, taken in order by `trainers` that each take the next one when free. Durations come from the model,
 * in seconds of a whole training. They add up along each trainer as independent normals, while the model's own
 * uncertainty shifts all of them together. Throws RangeError unless there is at least one trainer.
 */
export function forecast(model: TimeModel, tasks: readonly Task[], trainers: number): Forecast {
  if (!Number.isInteger(trainers) || trainers < 1) throw new RangeError(`invalid trainers: ${trainers} (from 1)`)
  const durations = tasks.map((task) => expectedTime(model, task) * (task.left ?? 1))
  const variances = new Map<number, number>()
  const finishes = lanes(durations, trainers)
    .map(({ trainer, start }, i) => {
      const seconds = durations[i]!
      const mean = start + seconds
      const variance = (variances.get(trainer) ?? 0) + (seconds * model.scatter) ** 2
      variances.set(trainer, variance)
      return { task: i, mean, deviation: Math.sqrt(variance + (mean * model.uncertainty) ** 2) }
    })
    .sort((a, b) => a.mean - b.mean)
  const { reach } = model
  return { finishes, seconds: lastOf(finishes, reach), reach }
}

/** When the last of the finishes is, in seconds, with its 95 % range; 0 if there are none. */
export function lastOf(finishes: readonly Finish[], reach: number): Interval {
  const latest = (sign: -1 | 0 | 1) =>
    finishes.reduce((last, { mean, deviation }) => Math.max(last, mean + sign * reach * deviation), 0)
  return { value: latest(0), low: latest(-1), high: latest(1) }
}

/** How many of the tasks end within `seconds`: the expected number with its 95 % range. */
export function finishedBy({ finishes, reach }: Forecast, seconds: number): Interval {
  const count = (holds: (finish: Forecast['finishes'][number]) => boolean) => finishes.filter(holds).length
  const value = finishes.reduce((sum, { mean, deviation }) => {
    if (deviation === 0) return sum + (mean <= seconds ? 1 : 0)
    return sum + normalCdf(Math.max(-8, Math.min(8, (seconds - mean) / deviation)))
  }, 0)
  return {
    value,
    low: count(({ mean, deviation }) => mean + reach * deviation <= seconds),
    high: count(({ mean, deviation }) => mean - reach * deviation <= seconds),
  }
}

/** A pilot network, with the speed of one trainer while as many ran as will run later. */
export interface PilotPoint extends Load {
  readonly imagesPerSecond: number
}

export interface TrainingLength {
  /** Images that pass through one network over the whole training: epochs times images, including validation. */
  readonly images: number
  /** Additional seconds per training, for building and loading. */
  readonly overheadSeconds?: number
}

/** Predicts the training of a population on `trainers` from a pilot; null without points. */
export function forecastPopulation(
  pilot: readonly PilotPoint[],
  networks: readonly Load[],
  { images, overheadSeconds = 0 }: TrainingLength,
  trainers: number,
): Forecast | null {
  const model = timeModel(
    pilot.map(({ flops, activations, imagesPerSecond }) => ({
      flops,
      activations,
      time: images / imagesPerSecond + overheadSeconds,
    })),
  )
  return model && forecast(model, networks, trainers)
}
