import type { Stream } from '#shared/random/stream.ts'
import { ascending } from './ascending.ts'
import type { Interval } from './comparePopulations.ts'
import type { BandOptions } from './edfBands.ts'
import { resampler } from './resample.ts'
import { quantileOfSorted } from './summary.ts'

/** The thirds of a population by error. */
export const thirdIds = ['best', 'middle', 'worst'] as const
export type ThirdId = (typeof thirdIds)[number]

/** The mean of each third of ascending errors; an error on a border counts to both sides by its share. */
export function meansOfThirds(sorted: ArrayLike<number>): Record<ThirdId, number> {
  const size = sorted.length / thirdIds.length
  const mean = (place: number): number => {
    const [from, to] = [place * size, (place + 1) * size]
    let sum = 0
    for (let i = Math.floor(from); i < Math.min(Math.ceil(to), sorted.length); i++) {
      sum += Math.max(0, Math.min(i + 1, to) - Math.max(i, from)) * sorted[i]!
    }
    return sum / size
  }
  return { best: mean(0), middle: mean(1), worst: mean(2) }
}

/**
 * Mean error of each third, new minus old, in points of error; their mean is the difference of means. The ranges hold
 * all three at once at `level` (95 % from 2000 resamples): each reaches the same number of its own standard deviations
 * (Efron and Tibshirani, "An Introduction to the Bootstrap", chapter 13, for the maximum over the three).
 */
export function differencesOfThirds(
  newErrors: ArrayLike<number>,
  oldErrors: ArrayLike<number>,
  random: Stream,
  { resamples = 2000, level = 0.95 }: BandOptions = {},
): Record<ThirdId, Interval> {
  const [sortedNew, sortedOld] = [ascending(newErrors), ascending(oldErrors)]
  const observed = difference(sortedNew, sortedOld)
  const [nextNew, nextOld] = [resampler(sortedNew, random), resampler(sortedOld, random)]
  const draws = Array.from({ length: resamples }, () => difference(nextNew(), nextOld()))
  const deviations = perThird((id) => deviation(draws.map((draw) => draw[id])))
  const farthest = draws.map((draw) =>
    Math.max(...thirdIds.map((id) => (deviations[id] > 0 ? Math.abs(draw[id] - observed[id]) / deviations[id] : 0))),
  )
  const reach = quantileOfSorted(Float64Array.from(farthest).sort(), level)
  return perThird((id) => {
    const [value, half] = [observed[id], reach * deviations[id]]
    return { value, low: value - half, high: value + half }
  })
}

function difference(newer: ArrayLike<number>, older: ArrayLike<number>): Record<ThirdId, number> {
  const [a, b] = [meansOfThirds(newer), meansOfThirds(older)]
  return perThird((id) => a[id] - b[id])
}

function perThird<T>(of: (id: ThirdId) => T): Record<ThirdId, T> {
  return { best: of('best'), middle: of('middle'), worst: of('worst') }
}

/** The standard deviation of the values. */
function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}
