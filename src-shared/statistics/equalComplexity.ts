import { complexityWeights, type ComplexityWeights } from './normalisedEdf.ts'

/** Populations made comparable at equal complexity. */
export interface EqualComplexity {
  /** The complexities that all of them reach; none lies on an end. */
  readonly range: readonly [low: number, high: number]
  readonly bins: number
  /** One for each population, in their order. */
  readonly populations: readonly ComplexityWeights[]
}

/** Keeps the extreme models inside a range whose ends are open. */
const margin = 1e-9

/**
 * Weights that make every population uniform over the complexities that all of them reach, in as many equal bins, up to
 * `most`, as leave none empty. Null where they have no range in common, or a population is empty.
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
