import type { Stream } from '#shared/random/stream.ts'
import { ascending, countBelow, countUpTo } from '#shared/statistics/ascending.ts'
import { studentQuantile } from '#shared/statistics/ranges/incompleteBeta.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { momentsOf } from '#shared/statistics/ranges/meanRange.ts'
import { quantileOfSorted } from '#shared/statistics/summary.ts'
import type { Counted } from '#shared/statistics/ranges/shareDifferenceRange.ts'

// Alternatives that the program's ranges are compared with; the program uses none of them.

/** Resamples and permutations per range. */
const draws = 200

const middle = (values: Float64Array): [number, number] => {
  const sorted = values.filter((value) => Number.isFinite(value)).sort()
  return sorted.length === 0 ? [NaN, NaN] : [quantileOfSorted(sorted, 0.025), quantileOfSorted(sorted, 0.975)]
}

/** The difference of means, its standard error, and Welch's degrees of freedom. */
function studentised(newer: ArrayLike<number>, older: ArrayLike<number>) {
  const [a, b] = [momentsOf(newer), momentsOf(older)]
  const [u, v] = [a.variance / a.n, b.variance / b.n]
  const freedom = (u + v) ** 2 / (u ** 2 / (a.n - 1) + v ** 2 / (b.n - 1))
  return { value: a.mean - b.mean, error: Math.sqrt(u + v), freedom }
}

export function welch(newer: readonly number[], older: readonly number[]): Interval {
  const { value, error, freedom } = studentised(newer, older)
  const reach = error * studentQuantile(0.975, freedom)
  return { value, low: value - reach, high: value + reach }
}

const again = (values: readonly number[], random: Stream): number[] =>
  values.map(() => values[random.below(values.length)]!)

/** The percentile bootstrap of the difference of means. */
export function percentileOfMeans(newer: readonly number[], older: readonly number[], random: Stream): Interval {
  const drawn = Float64Array.from(
    { length: draws },
    () => studentised(again(newer, random), again(older, random)).value,
  )
  const [low, high] = middle(drawn)
  return { value: NaN, low, high }
}

/** The bootstrap-t of the difference of means. */
export function bootstrapT(newer: readonly number[], older: readonly number[], random: Stream): Interval {
  const { value, error } = studentised(newer, older)
  const drawn = Float64Array.from({ length: draws }, () => {
    const found = studentised(again(newer, random), again(older, random))
    return (found.value - value) / found.error
  })
  const [low, high] = middle(drawn)
  return { value, low: value - high * error, high: value - low * error }
}

/** P(new beats old), its standard error and the degrees of freedom of Brunner and Munzel. */
function brunnerMunzelOf(newer: readonly number[], older: readonly number[]) {
  const place = (errors: readonly number[], others: Float64Array) =>
    errors.map((error) => 1 - (countBelow(others, error) + countUpTo(others, error)) / (2 * others.length))
  const wins = momentsOf(place(newer, ascending(older)))
  const losses = momentsOf(place(older, ascending(newer)))
  const [u, v] = [wins.variance / wins.n, losses.variance / losses.n]
  const freedom = (u + v) ** 2 / (u ** 2 / (wins.n - 1) + v ** 2 / (losses.n - 1))
  return { value: wins.mean, error: Math.sqrt(u + v), freedom }
}

/** Brunner and Munzel's range of P by Student's t. */
export function brunnerMunzel(newer: readonly number[], older: readonly number[]): Interval {
  const { value, error, freedom } = brunnerMunzelOf(newer, older)
  if (error === 0) return { value, low: value, high: value }
  const reach = error * studentQuantile(0.975, freedom)
  return { value, low: value - reach, high: value + reach }
}

/** The studentised permutation range of P (Neubert and Brunner 2007). */
export function permuted(newer: readonly number[], older: readonly number[], random: Stream): Interval {
  const { value, error } = brunnerMunzelOf(newer, older)
  const all = [...newer, ...older]
  const floor = 1 / (2 * newer.length * older.length)
  const drawn = Float64Array.from({ length: draws }, () => {
    for (let i = all.length - 1; i > 0; i--) {
      const j = random.below(i + 1)
      ;[all[i], all[j]] = [all[j]!, all[i]!]
    }
    const found = brunnerMunzelOf(all.slice(0, newer.length), all.slice(newer.length))
    return (found.value - 0.5) / Math.max(found.error, floor)
  })
  const [low, high] = middle(drawn)
  return { value, low: value - high * error, high: value - low * error }
}

/** Wilson's score range of a share. */
export function wilson(hits: number, trials: number): Interval {
  const z2 = 1.959963984540054 ** 2
  const share = hits / trials
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
  const reach = Math.sqrt((z2 * (share * (1 - share) + z2 / (4 * trials))) / trials) / (1 + z2 / trials)
  return { value: share, low: hits === 0 ? 0 : centre - reach, high: hits === trials ? 1 : centre + reach }
}

/**
 * The percentile bootstrap of a share in the limit of many resamples: quantiles of the binomial distribution of its
 * share.
 */
export function percentileOfShare(hits: number, trials: number): Interval {
  const share = hits / trials
  const at = (p: number): number => {
    let probability = (1 - share) ** trials
    let sum = probability
    let k = 0
    while (sum < p && k < trials) {
      probability *= ((trials - k) / (k + 1)) * (share / (1 - share))
      sum += probability
      k++
    }
    return k / trials
  }
  return share === 0 || share === 1
    ? { value: share, low: share, high: share }
    : { value: share, low: at(0.025), high: at(0.975) }
}

/** Newcombe's combination of any ranges of two shares, each computed once. */
export function newcombe(rangeOf: (hits: number, trials: number) => Interval) {
  const cache = new Map<string, Interval>()
  const rangeOnce = ({ hits, trials }: Counted): Interval => {
    const key = `${hits} ${trials}`
    const range = cache.get(key) ?? rangeOf(hits, trials)
    cache.set(key, range)
    return range
  }
  return (newer: Counted, older: Counted): Interval => {
    const [a, b] = [rangeOnce(newer), rangeOnce(older)]
    const value = a.value - b.value
    return {
      value,
      low: value - Math.hypot(a.value - a.low, b.high - b.value),
      high: value + Math.hypot(a.high - a.value, b.value - b.low),
    }
  }
}
