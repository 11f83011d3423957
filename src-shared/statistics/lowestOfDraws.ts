import { ascending } from './ascending.ts'
import { randomSearch } from './randomSearch.ts'

/** The lowest error of a random search: its expectation and the central 95 % of its distribution. */
export interface LowestOfDraws {
  readonly draws: number
  readonly expected: number
  readonly low: number
  readonly high: number
}

/**
 * What a random search of `draws` networks finds: mean, 2.5 % and 97.5 % quantile of the lowest of `draws` errors drawn
 * with replacement. Exact: the lowest is at most the i-th of n errors with probability 1 - ((n - i) / n)^draws.
 */
export function lowestOfDraws(errors: ArrayLike<number>, draws: number): LowestOfDraws {
  const { expectedMin: expected } = randomSearch(errors, draws)
  const sorted = ascending(errors)
  const n = sorted.length
  const quantile = (share: number): number => {
    const at = sorted.findIndex((_, i) => 1 - ((n - i - 1) / n) ** draws >= share)
    return sorted[at]!
  }
  return { draws, expected, low: quantile(0.025), high: quantile(0.975) }
}

/** Sizes from 1 to n, about four for each doubling and all up to 8, for the axis of a number of networks. */
export function sizesUpTo(n: number): number[] {
  const sizes = new Set<number>()
  for (let exponent = 0; 2 ** (exponent / 4) < n; exponent++) sizes.add(Math.round(2 ** (exponent / 4)))
  for (let size = 1; size <= Math.min(8, n); size++) sizes.add(size)
  sizes.add(n)
  return [...sizes].sort((a, b) => a - b)
}
