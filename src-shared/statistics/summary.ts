import { ascending } from './ascending.ts'

export interface Summary {
  readonly n: number
  readonly min: number
  readonly quartile25: number
  readonly median: number
  readonly quartile75: number
  readonly max: number
  readonly mean: number
  /** Population standard deviation (divisor n). */
  readonly std: number
}

/** Size, order statistics, mean and population standard deviation of the errors. */
export function summary(errors: ArrayLike<number>): Summary {
  const sorted = ascending(errors)
  const mean = meanOf(sorted)
  let squares = 0
  for (const value of sorted) squares += (value - mean) ** 2
  return {
    n: sorted.length,
    min: sorted[0]!,
    quartile25: quantileOfSorted(sorted, 0.25),
    median: quantileOfSorted(sorted, 0.5),
    quartile75: quantileOfSorted(sorted, 0.75),
    max: sorted[sorted.length - 1]!,
    mean,
    std: Math.sqrt(squares / sorted.length),
  }
}

/** The arithmetic mean; NaN if empty. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/**
 * The p-quantile, 0 <= p <= 1, with linear interpolation between order statistics (numpy's default). Throws RangeError
 * otherwise.
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileOfSorted(ascending(values, 'values'), p)
}

/** The p-quantile of values that are already ascending. Throws RangeError unless 0 <= p <= 1. */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`invalid p: ${p} (a share in [0, 1])`)
  const position = p * (sorted.length - 1)
  const i = Math.floor(position)
  const low = sorted[i]!
  const high = sorted[Math.min(i + 1, sorted.length - 1)]!
  return low + (high - low) * (position - i)
}
