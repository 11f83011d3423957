import { complexityWeights, type ComplexityWeights } from './normalisedEdf.ts'

/** Populations reweighted for comparison at equal complexity. */
export interface EqualComplexity {
  /** The open interval of complexities that every population covers. */
  readonly range: readonly [low: number, high: number]
  readonly bins: number
  /** One entry per population, in order. */
  readonly populations: readonly ComplexityWeights[]
}

/** Widens the open range slightly so that the extreme models stay inside. */
const margin = 1e-9

/**
 * Weights that make every population uniform over the range of complexities they share, using the largest number of
 * equal bins, up to `most`, that leaves none empty. Null if the populations share no range or one is empty.
 */
export function equalComplexity(populations: readonly ArrayLike<number>[], most = 10): EqualComplexity | null {
  const ends = populations.map((complexities) => extent(complexities))
  const low = Math.max(...ends.map((end) => end.low)) * (1 - margin)
  const high = Math.min(...ends.map((end) => end.high)) * (1 + margin)
  if (populations.length === 0 || !(low < high)) return null
  for (let bins = most; bins > 0; bins--) {
    const weights = populations.map((complexities) => weightsOrNull(complexities, [low, high], bins))
    if (weights.every((entry) => entry !== null)) return { range: [low, high], bins, populations: weights }
  }
  return null
}

function weightsOrNull(
  complexities: ArrayLike<number>,
  range: readonly [number, number],
  bins: number,
): ComplexityWeights | null {
  try {
    return complexityWeights(complexities, range, bins)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function extent(values: ArrayLike<number>): { low: number; high: number } {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!)
    high = Math.max(high, values[i]!)
  }
  return { low, high }
}
