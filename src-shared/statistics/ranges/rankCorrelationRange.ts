import { spearman } from '../spearman.ts'
import type { Interval } from './interval.ts'

const z = 1.959963984540054

/**
 * Spearman's correlation with its approximate 95 % range (Bonett and Wright, Psychometrika 65, 2000); from 4 pairs on,
 * with fewer the range is [-1, 1]. Where all pairs are in one order the formula has no width: there the range reaches as far
 * as that of the next correlation that so many pairs can have.
 */
export function rankCorrelationRange(a: ArrayLike<number>, b: ArrayLike<number>): Interval {
  const value = spearman(a, b)
  if (a.length < 4) return { value, low: -1, high: 1 }
  const n = a.length
  const most = 1 - 12 / (n ** 3 - n)
  const within = Math.min(most, Math.max(-most, value))
  const reach = z * Math.sqrt((1 + within ** 2 / 2) / (n - 3))
  const [low, high] = [Math.tanh(Math.atanh(within) - reach), Math.tanh(Math.atanh(within) + reach)]
  return { value, low: Math.min(value, low), high: Math.max(value, high) }
}
