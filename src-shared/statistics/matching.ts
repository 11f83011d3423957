/** Weights that give one sample the composition of another over strata. */
export interface Matching {
  /** One weight per member of the sample. They sum to 1, or are all 0 if the sample reaches no stratum. */
  readonly weights: Float64Array
  /** Share of the reference in strata that the sample reaches; the weights represent only this part. */
  readonly covered: number
}

/** Weights that give `sample` the stratum shares of `reference`. Both list the stratum of each member, -1 for none. */
export function matchingWeights(sample: Int32Array, reference: Int32Array, strata: number): Matching {
  const counts = countStrata(sample, strata)
  const shares = countStrata(reference, strata).map((count) => count / reference.length)
  const covered = shares.reduce((sum, share, stratum) => sum + (counts[stratum]! > 0 ? share : 0), 0)
  const weights = Float64Array.from(sample, (stratum) =>
    stratum < 0 || covered === 0 ? 0 : shares[stratum]! / counts[stratum]! / covered,
  )
  return { weights, covered }
}

/** Kish's effective sample size, (sum w)^2 / sum w^2; 0 without weight. */
export function effectiveNumber(weights: ArrayLike<number>): number {
  let sum = 0
  let squares = 0
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!
    squares += weights[i]! ** 2
  }
  return squares === 0 ? 0 : sum ** 2 / squares
}

/** The mean of `values` under weights of any sum; NaN if they sum to 0. */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!
    total += weights[i]!
  }
  return sum / total
}

function countStrata(members: Int32Array, strata: number): Float64Array {
  const counts = new Float64Array(strata)
  for (const stratum of members) if (stratum >= 0) counts[stratum]!++
  return counts
}
