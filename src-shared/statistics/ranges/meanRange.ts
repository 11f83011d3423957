import { skewedEnds } from './hallCorrection.ts'
import { studentQuantile } from './incompleteBeta.ts'
import { missed, possibleErrors, type Interval } from './interval.ts'

/** A mean, or a difference of two, with its 95 % range and whether that range may be too narrow. */
export interface MeanRange extends Interval {
  /** See isShort. */
  readonly isShort: boolean
}

/** Below this many networks the range of a mean may cover less than 95 %: the sample may not show its tail. */
export const fewestForMeans = 30

/** Mean, sample variance, and skewness (third central moment over the cubed deviation; 0 if all values are equal). */
export interface Moments {
  readonly n: number
  readonly mean: number
  readonly variance: number
  readonly skewness: number
}

/** The moments of at least one value; the variance of a single value is infinite. Throws RangeError if empty. */
export function momentsOf(values: ArrayLike<number>): Moments {
  const n = values.length
  if (n === 0) throw new RangeError('invalid values: empty (at least one value)')
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]!
  const mean = sum / n
  let [squares, cubes] = [0, 0]
  for (let i = 0; i < n; i++) {
    const off = values[i]! - mean
    squares += off ** 2
    cubes += off ** 3
  }
  const cubed = (squares / n) ** 1.5
  return { n, mean, variance: n > 1 ? squares / (n - 1) : Infinity, skewness: cubed > 0 ? cubes / n / cubed : 0 }
}

/**
 * Whether the range of a mean may cover less than 95 %: with fewer than 30 networks the tail may not have been sampled;
 * with more, when a few networks form the tail (skewness above half the root of n).
 */
export const isShort = ({ n, skewness }: Pick<Moments, 'n' | 'skewness'>): boolean =>
  n < fewestForMeans || 4 * skewness ** 2 > n

/** Whether isShort holds for any of these samples, and so for a range derived from their means. */
export const isShortOfAny = (samples: readonly ArrayLike<number>[]): boolean =>
  samples.some((errors) => isShort(momentsOf(errors)))

/** The mean error of a population with its 95 % range; see meanDifferenceRange. */
export function meanRange(errors: ArrayLike<number>): MeanRange {
  const own = momentsOf(errors)
  const { low, high } = rangeOf(own.mean, [own], [1])
  return {
    value: own.mean,
    low: Math.max(possibleErrors.low, low),
    high: Math.min(possibleErrors.high, high),
    isShort: isShort(own),
  }
}

/**
 * Mean error of new minus old with its 95 % range: the union of Welch's t interval (1947) and its correction for
 * skewness; see skewedEnds.
 */
export function meanDifferenceRange(newer: ArrayLike<number>, older: ArrayLike<number>): MeanRange {
  const [a, b] = [momentsOf(newer), momentsOf(older)]
  const value = a.mean - b.mean
  const { low, high } = rangeOf(value, [a, b], [1, -1])
  const widest = possibleErrors.high - possibleErrors.low
  return { value, low: Math.max(-widest, low), high: Math.min(widest, high), isShort: isShort(a) || isShort(b) }
}

/** The range of a signed sum of independent means. */
function rangeOf(
  value: number,
  samples: readonly Moments[],
  signs: readonly (1 | -1)[],
): { low: number; high: number } {
  const parts = samples.map(({ n, variance }) => variance / n)
  const variance = parts.reduce((sum, part) => sum + part, 0)
  // Differences below floating-point resolution count as equal.
  if (variance < 1e-100) return { low: value, high: value }
  if (!Number.isFinite(variance)) return { low: -Infinity, high: Infinity }
  const freedom = variance ** 2 / parts.reduce((sum, part, i) => sum + part ** 2 / (samples[i]!.n - 1), 0)
  const t = studentQuantile(1 - missed / 2, freedom)
  const deviation = Math.sqrt(variance)
  const third = samples.reduce((sum, { n, variance: own, skewness }, i) => {
    const spread = (own * (n - 1)) / n
    return sum + (signs[i]! * skewness * spread ** 1.5) / n ** 2
  }, 0)
  return skewedEnds(value, t, { deviation, skewness: third / deviation ** 3 })
}
