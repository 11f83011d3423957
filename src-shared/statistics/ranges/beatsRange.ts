import { ascending, countBelow, countUpTo, cumulativeWeights } from '../ascending.ts'
import { effectiveNumber } from '../matching.ts'
import { studentQuantile } from './incompleteBeta.ts'
import { missed, type Interval } from './interval.ts'

/** Errors of a sample and, where they do not all count alike, their weights, which sum to 1. */
export interface Sample {
  readonly errors: ArrayLike<number>
  readonly weights?: ArrayLike<number>
}

/** How often one side of a comparison wins, as far as its range depends on it. */
export interface Placements {
  /** How many runs it has; weighted ones by their effective number. */
  readonly n: number
  /** Sum of the squared distances of its runs' placements from P; a placement is the share of the others that it beats, or that beat it. */
  readonly squares: number
}

/** So much of an observation that always wins, and one that always loses, each sample is given against certainty by luck. */
const prior = 0.25

/**
 * P(new beats old): the probability that a random network of the new space has a lower error than one of the old, ties
 * counting half, with its 95 % range for any two shapes. The variance is that of Brunner and Munzel (Biometrical Journal
 * 42, 2000), with their degrees of freedom, and the range that of a score (Wilson), so that it stays inside [0, 1] and does
 * not close where nearly every pair has one winner; see docs/method.md for what it and its rivals hold.
 */
export function beatsRange(newer: Sample, older: Sample): Interval {
  const [a, b] = [placements(newer, older, 1), placements(older, newer, -1)]
  const value = a.mean
  return rangeOfPlacements(value, { n: a.n, squares: a.squares(value) }, { n: b.n, squares: b.squares(value) })
}

/** The range of P, given the placements of both sides. */
export function rangeOfPlacements(value: number, newer: Placements, older: Placements): Interval {
  const fewer = Math.min(newer.n, older.n)
  if (!(fewer > 1)) return { value, low: 0, high: 1 }
  const uncertain = (value ** 2 + (1 - value) ** 2) / 2
  const parts = [newer, older].map(({ n, squares }) => ({
    variance: (squares + prior * uncertain) / (n - 1 + prior) / n,
    freedom: n - 1,
  }))
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  const freedom = variance ** 2 / parts.reduce((sum, part) => sum + part.variance ** 2 / part.freedom, 0)
  const t2 = studentQuantile(1 - missed / 2, freedom) ** 2
  const drawnIn = (fewer * value + prior / 2) / (fewer + prior)
  const pairs = (drawnIn * (1 - drawnIn)) / variance
  const centre = (value + t2 / (2 * pairs)) / (1 + t2 / pairs)
  const reach = Math.sqrt((t2 * (value * (1 - value))) / pairs + (t2 / (2 * pairs)) ** 2) / (1 + t2 / pairs)
  // Where every pair has one winner: pairs of different networks are independent trials, all of them won.
  const leastOfAllWon = (missed / 2) ** (1 / fewer)
  return {
    value,
    // The value is inside whatever the last bits are.
    low: value === 1 ? Math.min(leastOfAllWon, centre - reach) : Math.max(0, Math.min(value, centre - reach)),
    high: value === 0 ? Math.max(1 - leastOfAllWon, centre + reach) : Math.min(1, Math.max(value, centre + reach)),
  }
}

/** P(new beats old), and how much the placements of each side vary: what the number of networks that shows it depends on. */
export function placementVariances(newer: Sample, older: Sample): { value: number; newer: number; older: number } {
  const [a, b] = [placements(newer, older, 1), placements(older, newer, -1)]
  const variance = ({ n, squares }: typeof a) => squares(a.mean) / (n - 1)
  return { value: a.mean, newer: variance(a), older: variance(b) }
}

/** The placements of `own` among `others`: how much of them each of its runs beats (1), or is beaten by (-1). */
function placements(own: Sample, others: Sample, sign: 1 | -1) {
  const lookUp = shareAbove(others)
  const n = own.weights ? effectiveNumber(own.weights) : own.errors.length
  const weightOf = (i: number) => (own.weights ? own.weights[i]! : 1 / own.errors.length)
  const placed = Float64Array.from(own.errors, (error) => (sign === 1 ? lookUp(error) : 1 - lookUp(error)))
  // Without the last bits of a sum, so that one half, and all pairs won, are just that.
  const mean = Number(placed.reduce((sum, place, i) => sum + weightOf(i) * place, 0).toFixed(12))
  /** Of n runs that count alike. */
  const squares = (centre: number) =>
    n ** 2 * placed.reduce((sum, place, i) => sum + (weightOf(i) * (place - centre)) ** 2, 0)
  return { n, mean, squares }
}

/** How much of a sample lies above an error, equal ones counting half. */
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
