import { ascending, countBelow, countUpTo, cumulativeWeights } from '../ascending.ts'
import { effectiveNumber } from '../matching.ts'
import { studentQuantile, studentTails } from './incompleteBeta.ts'
import { missed, type Interval } from './interval.ts'

/** Errors of a sample, with weights that sum to 1 unless all count equally. */
export interface Sample {
  readonly errors: ArrayLike<number>
  readonly weights?: ArrayLike<number>
}

/** The placements of one side of a comparison, as far as the range depends on them. */
export interface Placements {
  /** Number of runs; the effective number if weighted. */
  readonly n: number
  /**
   * Sum of squared deviations of the runs' placements from P. A placement is the share of the other sample that the run
   * beats (or that beats it).
   */
  readonly squares: number
}

/**
 * Fraction of a pseudo-observation that always wins, and of one that always loses, added to each sample to avoid
 * overconfidence.
 */
const prior = 0.25

/**
 * P(new beats old): the probability that a random network of the new space has a lower error than one of the old, ties
 * counting half, with a distribution-free 95 % range. The variance and degrees of freedom are those of Brunner and
 * Munzel (Biometrical Journal 42, 2000); the range is a score (Wilson) interval, so it stays inside [0, 1] and does not
 * collapse where one side wins nearly every pair. docs/method.md compares its coverage with alternatives. `level`: the
 * share of ranges that may miss P, for a range other than that of 95 %.
 */
export function beatsRange(newer: Sample, older: Sample, level: number = missed): Interval {
  const [a, b] = [placements(newer, older, 1), placements(older, newer, -1)]
  const value = a.mean
  return rangeOfPlacements(value, { n: a.n, squares: a.squares(value) }, { n: b.n, squares: b.squares(value) }, level)
}

/** The range of P from the placements of both sides. */
export function rangeOfPlacements(
  value: number,
  newer: Placements,
  older: Placements,
  level: number = missed,
): Interval {
  const score = scoreOf(value, newer, older)
  if (!score) return { value, low: 0, high: 1 }
  const { fewer, freedom, pairs } = score
  const t2 = studentQuantile(1 - level / 2, freedom) ** 2
  const centre = (value + t2 / (2 * pairs)) / (1 + t2 / pairs)
  const reach = Math.sqrt((t2 * (value * (1 - value))) / pairs + (t2 / (2 * pairs)) ** 2) / (1 + t2 / pairs)
  // If one side wins every pair: disjoint pairs of networks are independent trials, all of them won.
  const leastOfAllWon = (level / 2) ** (1 / fewer)
  return {
    value,
    // Keep the value inside despite rounding.
    low: value === 1 ? Math.min(leastOfAllWon, centre - reach) : Math.max(0, Math.min(value, centre - reach)),
    high: value === 0 ? Math.max(1 - leastOfAllWon, centre + reach) : Math.min(1, Math.max(value, centre + reach)),
  }
}

/**
 * The p-value of "neither beats the other": the lowest level at which beatsRange leaves out one half, in [0, 1]; 1 with
 * fewer than two runs on a side.
 */
export function beatsP(newer: Sample, older: Sample): number {
  const [a, b] = [placements(newer, older, 1), placements(older, newer, -1)]
  const value = a.mean
  const score = scoreOf(value, { n: a.n, squares: a.squares(value) }, { n: b.n, squares: b.squares(value) })
  if (!score) return 1
  // At P = 1/2 a pair has the variance 1/4.
  const p = studentTails(2 * Math.abs(value - 0.5) * Math.sqrt(score.pairs), score.freedom)
  return value === 0 || value === 1 ? Math.min(1, Math.max(p, 2 * 0.5 ** score.fewer)) : p
}

/** What range and p-value of P rest on; undefined with fewer than two runs on a side. */
function scoreOf(value: number, newer: Placements, older: Placements) {
  const fewer = Math.min(newer.n, older.n)
  if (!(fewer > 1)) return undefined
  const uncertain = (value ** 2 + (1 - value) ** 2) / 2
  const parts = [newer, older].map(({ n, squares }) => ({
    variance: (squares + prior * uncertain) / (n - 1 + prior) / n,
    freedom: n - 1,
  }))
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  const freedom = variance ** 2 / parts.reduce((sum, part) => sum + part.variance ** 2 / part.freedom, 0)
  const drawnIn = (fewer * value + prior / 2) / (fewer + prior)
  /** How many independent pairs have the variance of P. */
  const pairs = (drawnIn * (1 - drawnIn)) / variance
  return { fewer, freedom, pairs }
}

/** P(new beats old) and the variance of each side's placements, which determines the sample size needed to show it. */
export function placementVariances(newer: Sample, older: Sample): { value: number; newer: number; older: number } {
  const [a, b] = [placements(newer, older, 1), placements(older, newer, -1)]
  const variance = ({ n, squares }: typeof a) => squares(a.mean) / (n - 1)
  return { value: a.mean, newer: variance(a), older: variance(b) }
}

/** The placements of `own` among `others`: the share of `others` that each run beats (1) or is beaten by (-1). */
function placements(own: Sample, others: Sample, sign: 1 | -1) {
  const lookUp = shareAbove(others)
  const n = own.weights ? effectiveNumber(own.weights) : own.errors.length
  const weightOf = (i: number) => (own.weights ? own.weights[i]! : 1 / own.errors.length)
  const placed = Float64Array.from(own.errors, (error) => (sign === 1 ? lookUp(error) : 1 - lookUp(error)))
  // Rounded so that exactly one half, or all pairs won, stay exact.
  const mean = Number(placed.reduce((sum, place, i) => sum + weightOf(i) * place, 0).toFixed(12))
  /** Scaled to n equally weighted runs. */
  const squares = (centre: number) =>
    n ** 2 * placed.reduce((sum, place, i) => sum + (weightOf(i) * (place - centre)) ** 2, 0)
  return { n, mean, squares }
}

/** The share of a sample above an error, ties counting half. */
function shareAbove({ errors, weights }: Sample): (error: number) => number {
  if (!weights) {
    const sorted = ascending(errors)
    return (error) => 1 - (countBelow(sorted, error) + countUpTo(sorted, error)) / (2 * sorted.length)
  }
  const { values, upTo } = cumulativeWeights(errors, weights)
  const total = upTo.at(-1)!
  const sum = (count: number) => (count === 0 ? 0 : upTo[count - 1]!)
  return (error) => 1 - (sum(countBelow(values, error)) + sum(countUpTo(values, error))) / (2 * total)
}
