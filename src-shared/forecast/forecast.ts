import { normalCdf } from '#shared/random/normalCdf.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { lanes } from './lanes.ts'
import { expectedTime, timeModel, type Load, type TimeModel } from './timeModel.ts'

/** A network that is still to be trained, or is in training. */
export interface Task extends Load {
  /** How much of its training is left, in (0, 1]; all when absent. */
  readonly left?: number
}

interface Finish {
  /** Its place among the tasks. */
  readonly task: number
  readonly mean: number
  readonly deviation: number
}

/** When each of the tasks ends, in seconds from now; `finishes` are in the order in which they end. */
export interface Forecast {
  readonly finishes: readonly Finish[]
  /** When the last one ends, with its 95 % range. */
  readonly seconds: Interval
  /** Standard deviations from the middle to the ends of a 95 % range. */
  readonly reach: number
}

/**
 * What comes of `tasks`, in the order in which they are taken, on `trainers` that each take the next one when free. Times
 * are predicted by the model, in seconds of a whole training; they add up along each trainer as independent normal
 * numbers, and the model's own uncertainty moves all of them together.
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

/** When the last of some finishes is, in seconds, with its 95 % range; 0 of none. */
export function lastOf(finishes: readonly Finish[], reach: number): Interval {
  const latest = (sign: -1 | 0 | 1) =>
    finishes.reduce((last, { mean, deviation }) => Math.max(last, mean + sign * reach * deviation), 0)
  return { value: latest(0), low: latest(-1), high: latest(1) }
}

/** How many of the tasks have ended after `seconds`: the expected number with its 95 % range. */
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

/** A network of a pilot, and how fast one trainer was with it while as many ran as will run later. */
export interface PilotPoint extends Load {
  readonly imagesPerSecond: number
}

export interface TrainingLength {
  /** Images that pass through one network from start to end: epochs times images, validation included. */
  readonly images: number
  /** Seconds that a training takes besides: building and loading. */
  readonly overheadSeconds?: number
}

/** What comes of a population on `trainers`, predicted from a pilot; null without a point. */
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
