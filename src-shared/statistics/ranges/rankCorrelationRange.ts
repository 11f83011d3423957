import { spearman } from '../spearman.ts'
import type { Interval } from './interval.ts'

const z = 1.959963984540054

/**
 * Spearman's correlation with its approximate 95 % range (Bonett and Wright, Psychometrika 65, 2000); [-1, 1] for fewer
 * than 4 pairs. The formula has zero width for perfectly ordered pairs; the range is then that of the next possible
 * correlation for this number of pairs.
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
