import { ascending } from './ascending.ts'

export interface RandomSearch {
  /** Number of networks the search trains. */
  readonly draws: number
  readonly expectedMin: number
  /** Standard deviation of the minimum. */
  readonly std: number
}

/**
 * Result of a random search of `draws` networks: exact mean and standard deviation of the lowest of `draws` errors
 * drawn with replacement (the efficiency curve of the paper's Figure 9, right).
 */
export function randomSearch(errors: ArrayLike<number>, draws: number): RandomSearch {
  if (!Number.isInteger(draws) || draws < 1) throw new RangeError(`invalid draws: ${draws} (an integer from 1)`)
  const sorted = ascending(errors)
  const n = sorted.length
  const chance = Float64Array.from(sorted, (_, i) => ((n - i) / n) ** draws - ((n - i - 1) / n) ** draws)
  let expectedMin = 0
  for (let i = 0; i < n; i++) expectedMin += chance[i]! * sorted[i]!
  let variance = 0
  for (let i = 0; i < n; i++) variance += chance[i]! * (sorted[i]! - expectedMin) ** 2
  return { draws, expectedMin, std: Math.sqrt(variance) }
}
