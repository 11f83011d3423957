import { regularisedBeta } from './incompleteBeta.ts'
import type { Interval } from './interval.ts'
import { wilsonRange } from './wilsonRange.ts'

/** Trials judged twice: how many were hits both times, only by the first judge, only by the second, and never. */
export interface PairedCounts {
  readonly both: number
  readonly onlyFirst: number
  readonly onlySecond: number
  readonly neither: number
}

/**
 * The first share of hits minus the second, from -1 to 1, with its 95 % range (both ends included): Newcombe's method
 * 10 for paired shares (Statistics in Medicine 17, 1998, 2635), from Wilson's ranges of both and their correlation. Of
 * no trials [-1, 1].
 */
export function pairedShareRange({ both, onlyFirst, onlySecond, neither }: PairedCounts): Interval {
  const n = both + onlyFirst + onlySecond + neither
  if (n === 0) return { value: 0, low: -1, high: 1 }
  const [first, second] = [wilsonRange(both + onlyFirst, n), wilsonRange(both + onlySecond, n)]
  const spread = (both + onlyFirst) * (onlySecond + neither) * (both + onlySecond) * (onlyFirst + neither)
  const product = both * neither - onlyFirst * onlySecond
  const corrected = product > 0 ? Math.max(0, product - n / 2) : product
  const correlation = spread === 0 ? 0 : corrected / Math.sqrt(spread)
  const reach = (a: number, b: number) => Math.sqrt(Math.max(0, a * a - 2 * correlation * a * b + b * b))
  const value = (onlyFirst - onlySecond) / n
  return {
    value,
    low: Math.max(-1, value - reach(first.value - first.low, second.high - second.value)),
    high: Math.min(1, value + reach(first.high - first.value, second.value - second.low)),
  }
}

/**
 * The p value, from 0 to 1, of McNemar's exact test (Psychometrika 12, 1947) that both shares of hits are equal: that
 * trials which are a hit once fall to either side with probability 1/2, two-sided. 1 without such trials.
 */
export function mcNemarP({ onlyFirst, onlySecond }: Pick<PairedCounts, 'onlyFirst' | 'onlySecond'>): number {
  const [fewer, n] = [Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond]
  if (fewer === n - fewer) return 1
  return Math.min(1, 2 * regularisedBeta(0.5, n - fewer, fewer + 1))
}
