import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'

/** A range with both ends included; an absent end is open. */
export interface ValueRange {
  readonly low?: number
  readonly high?: number
}

/**
 * The distribution with the same law, restricted to its values in `range`; the same object if nothing is cut, undefined
 * if nothing is left. Odds between values are kept, except for normal laws, whose shape follows the new ends.
 */
export function narrowDistribution(distribution: Distribution, range: ValueRange): Distribution | undefined {
  const { low = -Infinity, high = Infinity } = range
  const { values } = distributionPmf(distribution)
  const kept = values.filter((value) => value >= low && value <= high)
  if (kept.length === values.length) return distribution
  if (kept.length === 0) return undefined
  return distribution.law === 'choice'
    ? { ...distribution, values: kept }
    : { ...distribution, low: kept[0]!, high: kept.at(-1)! }
}
