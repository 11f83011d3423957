import type { Stream } from '#shared/random/stream.ts'
import { ascending } from './ascending.ts'
import type { BandOptions } from './edfBands.ts'
import { resampler } from './resample.ts'
import { meanOf, quantileOfSorted } from './summary.ts'

/** A number with its bootstrap interval. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Statistics by id, each a function of ascending errors. */
export const statistics = {
  min: (sorted: ArrayLike<number>) => sorted[0]!,
  mean: meanOf,
  quartile25: (sorted: ArrayLike<number>) => quantileOfSorted(sorted, 0.25),
  median: (sorted: ArrayLike<number>) => quantileOfSorted(sorted, 0.5),
  quartile75: (sorted: ArrayLike<number>) => quantileOfSorted(sorted, 0.75),
} as const
export type StatisticId = keyof typeof statistics

/**
 * Every statistic of the errors with its percentile bootstrap interval (95 % from 2000 resamples). A resample never
 * goes below the lowest error, so the interval of `min` is one-sided: it says how much the minimum rests on one run.
 */
export function statisticIntervals(
  errors: ArrayLike<number>,
  random: Stream,
  options: BandOptions = {},
): Record<StatisticId, Interval> {
  const sorted = ascending(errors)
  const next = resampler(sorted, random)
  const ids = Object.keys(statistics) as StatisticId[]
  const draws = drawn(options, () => {
    const resample = next()
    return ids.map((id) => statistics[id](resample))
  })
  const intervals = ids.map((id, i) => [id, interval(statistics[id](sorted), draws, i, options)] as const)
  return Object.fromEntries(intervals) as Record<StatisticId, Interval>
}

/** New minus old of one statistic, in points of error: negative where the new population is better. */
export interface Comparison extends Interval {
  /** Share of resamples in which the new population has the lower statistic; ties count half. */
  readonly probabilityNewBetter: number
}

/** Whether the new population beats the old in mean and in minimum, by resampling both independently. */
export function comparePopulations(
  newErrors: ArrayLike<number>,
  oldErrors: ArrayLike<number>,
  random: Stream,
  options: BandOptions = {},
): Record<'mean' | 'min', Comparison> {
  const sortedNew = ascending(newErrors)
  const sortedOld = ascending(oldErrors)
  const nextNew = resampler(sortedNew, random)
  const nextOld = resampler(sortedOld, random)
  const differences = (a: Float64Array, b: Float64Array) => [
    statistics.mean(a) - statistics.mean(b),
    statistics.min(a) - statistics.min(b),
  ]
  const observed = differences(sortedNew, sortedOld)
  const draws = drawn(options, () => differences(nextNew(), nextOld()))
  const comparison = (i: number): Comparison => {
    const better = draws.reduce((sum, draw) => sum + (draw[i]! < 0 ? 1 : draw[i] === 0 ? 0.5 : 0), 0)
    return { ...interval(observed[i]!, draws, i, options), probabilityNewBetter: better / draws.length }
  }
  return { mean: comparison(0), min: comparison(1) }
}

function drawn(options: BandOptions, draw: () => number[]): number[][] {
  return Array.from({ length: options.resamples ?? 2000 }, draw)
}

function interval(value: number, draws: number[][], i: number, { level = 0.95 }: BandOptions): Interval {
  const column = Float64Array.from(draws, (draw) => draw[i]!).sort()
  return { value, low: quantileOfSorted(column, (1 - level) / 2), high: quantileOfSorted(column, (1 + level) / 2) }
}
