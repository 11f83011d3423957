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

/** Statistics in which populations are compared. */
export const comparedStatistics = ['mean', 'median', 'min'] as const
export type ComparedStatistic = (typeof comparedStatistics)[number]

/** Whether the new population beats the old, by resampling both independently. */
export function comparePopulations(
  newErrors: ArrayLike<number>,
  oldErrors: ArrayLike<number>,
  random: Stream,
  options: BandOptions = {},
): Record<ComparedStatistic, Comparison> {
  const [sortedNew, sortedOld] = [ascending(newErrors), ascending(oldErrors)]
  const resampled = resampledDifferences(sortedNew, sortedOld, random, options)
  return perStatistic((id) =>
    comparisonOf(statistics[id](sortedNew) - statistics[id](sortedOld), resampled[id], options.level),
  )
}

/** New minus old of every compared statistic in resamples of both populations, ascending. */
export function resampledDifferences(
  newErrors: ArrayLike<number>,
  oldErrors: ArrayLike<number>,
  random: Stream,
  { resamples = 2000 }: BandOptions = {},
): Record<ComparedStatistic, Float64Array> {
  const nextNew = resampler(ascending(newErrors), random)
  const nextOld = resampler(ascending(oldErrors), random)
  const columns = perStatistic(() => new Float64Array(resamples))
  for (let b = 0; b < resamples; b++) {
    const [a, o] = [nextNew(), nextOld()]
    for (const id of comparedStatistics) columns[id][b] = statistics[id](a) - statistics[id](o)
  }
  for (const id of comparedStatistics) columns[id].sort()
  return columns
}

function perStatistic<T>(of: (id: ComparedStatistic) => T): Record<ComparedStatistic, T> {
  return { mean: of('mean'), median: of('median'), min: of('min') }
}

/**
 * A difference of new minus old with what its resamples say; a resample without one (NaN) is left out. All NaN: a range
 * of NaN and a probability of one half.
 */
export function comparisonOf(value: number, resampled: ArrayLike<number>, level = 0.95): Comparison {
  const sorted = Float64Array.from(resampled)
    .filter((difference) => !Number.isNaN(difference))
    .sort()
  if (sorted.length === 0) return { value, low: NaN, high: NaN, probabilityNewBetter: 0.5 }
  const better = sorted.reduce((sum, difference) => sum + (difference < 0 ? 1 : difference === 0 ? 0.5 : 0), 0)
  return { value, ...percentiles(sorted, level), probabilityNewBetter: better / sorted.length }
}

function drawn(options: BandOptions, draw: () => number[]): number[][] {
  return Array.from({ length: options.resamples ?? 2000 }, draw)
}

function interval(value: number, draws: number[][], i: number, { level = 0.95 }: BandOptions): Interval {
  return { value, ...percentiles(Float64Array.from(draws, (draw) => draw[i]!).sort(), level) }
}

function percentiles(sorted: Float64Array, level: number): { low: number; high: number } {
  return { low: quantileOfSorted(sorted, (1 - level) / 2), high: quantileOfSorted(sorted, (1 + level) / 2) }
}
