import type { Stream } from '#shared/random/stream.ts'
import { ascending } from '../ascending.ts'
import { resampler } from '../resample.ts'
import { quantileOfSorted } from '../summary.ts'
import { meansOfThirds, thirdIds, type ThirdId } from '../thirds.ts'
import { skewedEnds } from './hallCorrection.ts'
import { missed } from './interval.ts'
import { isShortOfAny, type MeanRange } from './meanRange.ts'
import { inflation, scatterOf, type ResampleOptions } from './resampledRange.ts'

/**
 * Mean error of each third, new minus old, in percentage points; their mean is the difference of means. The ranges
 * cover all three simultaneously at 95 % (2000 resamples by default): each spans the same number of its own standard
 * deviations (Efron and Tibshirani, "An Introduction to the Bootstrap", chapter 13, for the maximum over the three),
 * widened by the ratio of Student's to the normal quantile for a third of the smaller population, and corrected for
 * skewness (see skewedEnds).
 */
export function differencesOfThirds(
  newErrors: ArrayLike<number>,
  oldErrors: ArrayLike<number>,
  random: Stream,
  { resamples = 2000 }: ResampleOptions = {},
): Record<ThirdId, MeanRange> {
  const [sortedNew, sortedOld] = [ascending(newErrors), ascending(oldErrors)]
  const observed = difference(sortedNew, sortedOld)
  const [nextNew, nextOld] = [resampler(sortedNew, random), resampler(sortedOld, random)]
  const draws = Array.from({ length: resamples }, () => difference(nextNew(), nextOld()))
  const scatters = perThird((id) => scatterOf(draws.map((draw) => draw[id])))
  const farthest = draws.map((draw) =>
    Math.max(
      ...thirdIds.map((id) => {
        const { deviation } = scatters[id]
        return deviation > 0 ? Math.abs(draw[id] - observed[id]) / deviation : 0
      }),
    ),
  )
  const fewer = Math.min(sortedNew.length, sortedOld.length)
  const reach =
    quantileOfSorted(Float64Array.from(farthest).sort(), 1 - missed) *
    (fewer > 1 ? inflation(Math.max(2, fewer / thirdIds.length)) : 1)
  const isShort = isShortOfAny([sortedNew, sortedOld])
  return perThird((id) => ({ value: observed[id], ...skewedEnds(observed[id], reach, scatters[id]), isShort }))
}

function difference(newer: ArrayLike<number>, older: ArrayLike<number>): Record<ThirdId, number> {
  const [a, b] = [meansOfThirds(newer), meansOfThirds(older)]
  return perThird((id) => a[id] - b[id])
}

function perThird<T>(of: (id: ThirdId) => T): Record<ThirdId, T> {
  return { best: of('best'), middle: of('middle'), worst: of('worst') }
}
