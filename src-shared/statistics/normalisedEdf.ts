import { ascendingOrder, countBelow, cumulativeWeights } from './ascending.ts'
import { stepFunction, type Edf } from './edf.ts'

export interface ComplexityWeights {
  /** Indices of the models inside the range, in order. */
  readonly kept: readonly number[]
  /** Weight of each kept model, summing to 1. */
  readonly weights: readonly number[]
  /** bins + 1 equally spaced edges over the range; bin i is [edges[i], edges[i + 1]). */
  readonly edges: readonly number[]
  readonly counts: readonly number[]
}

/**
 * Weights that make a population uniform over bins of complexity, so that two spaces compare at equal FLOPs, parameters
 * or activations: 1 / (models in the bin) / bins (Radosavovic et al., "On network design spaces for visual
 * recognition", ICCV 2019, section 3.3). Keeps low < complexity < high. Throws RangeError if a bin is empty.
 */
export function complexityWeights(
  complexities: ArrayLike<number>,
  range: readonly [low: number, high: number],
  bins: number,
): ComplexityWeights {
  const [low, high] = range
  if (!(low < high)) throw new RangeError(`invalid range: [${low}, ${high}] (the low end below the high end)`)
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`invalid bins: ${bins} (an integer from 1)`)
  const step = (high - low) / bins
  const edges = Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + i * step))
  const starts = Float64Array.from(edges.slice(0, bins))
  const counts = new Array<number>(bins).fill(0)
  const kept: number[] = []
  const binOf: number[] = []
  for (let i = 0; i < complexities.length; i++) {
    const complexity = complexities[i]!
    if (!(complexity > low && complexity < high)) continue
    const after = countBelow(starts, complexity)
    const bin = starts[after] === complexity ? after : after - 1
    kept.push(i)
    binOf.push(bin)
    counts[bin]!++
  }
  const empty = counts.indexOf(0)
  if (empty >= 0) {
    throw new RangeError(
      `invalid bins: ${bins} (bin [${edges[empty]!}, ${edges[empty + 1]!}) is empty: use fewer bins)`,
    )
  }
  return { kept, weights: binOf.map((bin) => 1 / counts[bin]! / bins), edges, counts }
}

/** The EDF of weighted errors: F(e) = sum w_i 1[e_i < e]. The weights must sum to 1. */
export function weightedEdf(errors: ArrayLike<number>, weights: ArrayLike<number>): Edf {
  requireWeights(errors, weights)
  const { values, upTo } = cumulativeWeights(errors, weights)
  return stepFunction(errors.length, values, upTo)
}

/** The exact expected minimum of `draws` independent weighted draws with replacement. The weights must sum to 1. */
export function weightedExpectedMin(errors: ArrayLike<number>, weights: ArrayLike<number>, draws: number): number {
  requireWeights(errors, weights)
  const order = ascendingOrder(errors)
  // From the worst up, the tail weight is a sum of positive terms and stays exact where it is small.
  let worse = 0
  let expected = 0
  for (let i = order.length - 1; i >= 0; i--) {
    const index = order[i]!
    const reached = i === 0 ? 1 : worse + weights[index]!
    expected += errors[index]! * (reached ** draws - worse ** draws)
    worse = reached
  }
  return expected
}

function requireWeights(errors: ArrayLike<number>, weights: ArrayLike<number>): void {
  if (errors.length === 0) throw new RangeError('invalid errors: empty (at least one value)')
  if (errors.length !== weights.length) {
    throw new RangeError(`invalid weights: ${weights.length} of them (one for each of the ${errors.length} errors)`)
  }
}
