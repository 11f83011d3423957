import { spearman } from '../spearman.ts'
import type { Interval } from './interval.ts'

const z = 1.959963984540054

/**
 * Spearman's correlation with its approximate 95 % range (Bonett and Wright, Psychometrika 65, 2000); from 4 pairs on,
 * with fewer the range is [-1, 1].
 */
export function rankCorrelationRange(a: ArrayLike<number>, b: ArrayLike<number>): Interval {
  const value = spearman(a, b)
  if (a.length < 4) return { value, low: -1, high: 1 }
  const reach = z * Math.sqrt((1 + value ** 2 / 2) / (a.length - 3))
  return { value, low: Math.tanh(Math.atanh(value) - reach), high: Math.tanh(Math.atanh(value) + reach) }
}
