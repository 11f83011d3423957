import type { Stream } from '#shared/random/stream.ts'
import { ascending, countBelow, cumulativeWeights, type CumulativeWeights } from './ascending.ts'
import { quantileOfSorted } from './summary.ts'

/** Ends and median of an empirical bootstrap; the median estimates the best value of the parameter. */
export interface BootstrapRange {
  readonly low: number
  readonly median: number
  readonly high: number
}

const shares = { low: 0.025, median: 0.5, high: 0.975 } as const

/**
 * Number of models per resample: `sample` is a share of n if at most 1 (0.25 in the paper; rounded down, at least one)
 * and otherwise a count (rounded down). Throws RangeError if not positive.
 */
export function bootstrapSampleSize(n: number, sample: number): number {
  if (!(sample > 0)) throw new RangeError(`invalid sample: ${sample} (a share in (0, 1] or a count above 1)`)
  return sample > 1 ? Math.floor(sample) : Math.max(1, Math.floor(n * sample))
}

/**
 * For every model, the exact probability of having the lowest error among `sampleSize` draws with replacement. Tied
 * models share equally. The probabilities sum to 1.
 */
export function exactBestProbability(errors: ArrayLike<number>, sampleSize: number): Float64Array {
  const sorted = ascending(errors)
  const n = sorted.length
  const probabilities = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const better = countBelow(sorted, errors[i]!)
    let end = better + 1
    while (sorted[end] === errors[i]) end++
    const noneBetter = ((n - better) / n) ** sampleSize
    const allWorse = ((n - end) / n) ** sampleSize
    probabilities[i] = (noneBetter - allWorse) / (end - better)
  }
  return probabilities
}

/**
 * The exact distribution of the value of the best of `sampleSize` draws with replacement: for each distinct value, the
 * probability that it is at most that. values[i] belongs to errors[i].
 */
export function bestValueLaw(
  errors: ArrayLike<number>,
  values: ArrayLike<number>,
  sampleSize: number,
): CumulativeWeights {
  sameLength(errors, values)
  return cumulativeWeights(values, exactBestProbability(errors, sampleSize))
}

/**
 * The empirical bootstrap in the limit of infinitely many resamples: the smallest x with P(best <= x) >= 2.5, 50 and
 * 97.5 % (the paper, section 3.1, draws 10^4 resamples of 25 %). Needs no random numbers.
 */
export function exactBootstrap(errors: ArrayLike<number>, values: ArrayLike<number>, sample = 0.25): BootstrapRange {
  const law = bestValueLaw(errors, values, bootstrapSampleSize(errors.length, sample))
  const at = (share: number): number => law.values[countBelow(law.upTo, share)]!
  return { low: at(shares.low), median: at(shares.median), high: at(shares.high) }
}

/**
 * The empirical bootstrap from `resamples` random samples, with linearly interpolated percentiles as in pycls.
 * Converges to `exactBootstrap`; kept for comparison with published procedures.
 */
export function sampledBootstrap(
  errors: ArrayLike<number>,
  values: ArrayLike<number>,
  random: Stream,
  options: { sample?: number; resamples?: number } = {},
): BootstrapRange {
  sameLength(errors, values)
  const { sample = 0.25, resamples = 10_000 } = options
  const sampleSize = bootstrapSampleSize(errors.length, sample)
  const best = Float64Array.from({ length: resamples }, () => {
    let winner = random.below(errors.length)
    for (let draw = 1; draw < sampleSize; draw++) {
      const rival = random.below(errors.length)
      if (errors[rival]! < errors[winner]!) winner = rival
    }
    return values[winner]!
  }).sort()
  const at = (share: number): number => quantileOfSorted(best, share)
  return { low: at(shares.low), median: at(shares.median), high: at(shares.high) }
}

function sameLength(errors: ArrayLike<number>, values: ArrayLike<number>): void {
  if (errors.length !== values.length) {
    throw new RangeError(`invalid values: ${values.length} of them (one for each of the ${errors.length} errors)`)
  }
}
