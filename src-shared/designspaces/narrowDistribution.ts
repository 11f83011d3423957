import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'

/** A range with both ends included; an absent end is open. */
export interface ValueRange {
  readonly low?: number
  readonly high?: number
}

/**
 * The distribution with the same law over those of its values that lie in `range`; itself where that is all of them,
 * undefined where there is none. Values keep their odds to each other, but for a normal law, whose bell follows its ends.
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
