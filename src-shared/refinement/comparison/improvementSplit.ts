import { resampleStream } from '#shared/random/resampleStreams.ts'
import type { MeanRange } from '#shared/statistics/ranges/meanRange.ts'
import { resampledRange, type ResampleOptions } from '#shared/statistics/ranges/resampledRange.ts'
import { quantileStrata, strataFor, strataOf } from '#shared/statistics/strata.ts'
import type { WeighedRun } from '../evidence/measuredRun.ts'

/**
 * Decomposition of the difference in mean error between two spaces, in percentage points; below 0 if the new space
 * gains.
 */
export interface ImprovementSplit {
  /** Mean of new minus mean of old: the sum of the two parts below. */
  readonly total: MeanRange
  /** The change if the old space had the complexities of the new one. */
  readonly complexity: MeanRange
  /** The remaining difference between networks of equal complexity. */
  readonly quality: MeanRange
  /** Share of the new networks at complexities that the old ones reach; the split represents these only. */
  readonly covered: number
}

/** Below this share of comparable networks there is no split. */
const leastCovered = 0.5

/**
 * The difference of two populations' mean errors, split into the part due to complexity and the part at equal
 * complexity: the old networks are reweighted to the new distribution over strata of `by`. 95 % ranges from resamples
 * of both populations. Null if the old networks reach less than half of the new ones, or a population is empty.
 */
export function improvementSplit(
  newRuns: readonly WeighedRun[],
  oldRuns: readonly WeighedRun[],
  by: 'flops' | 'parameters' | 'activations',
  { seed = 0, resamples = 2000 }: ResampleOptions & { seed?: number } = {},
): ImprovementSplit | null {
  if (newRuns.length === 0 || oldRuns.length === 0) return null
  const split = splitter(newRuns, oldRuns, by)
  const all = (runs: readonly WeighedRun[]) => runs.map((_, i) => i)
  const observed = split(all(newRuns), all(oldRuns))
  if (!(observed.covered >= leastCovered)) return null
  const random = resampleStream('improvementSplit', seed)
  const drawn = (runs: readonly WeighedRun[]) => runs.map(() => random.below(runs.length))
  const draws = Array.from({ length: resamples }, () => split(drawn(newRuns), drawn(oldRuns)))
  const basis = {
    samples: [newRuns, oldRuns].map((runs) => runs.map(({ errorPercent }) => errorPercent)),
    runs: Math.min(newRuns.length, oldRuns.length),
  }
  const interval = (part: 'total' | 'complexity' | 'quality'): MeanRange =>
    resampledRange(
      observed[part],
      draws.map((draw) => draw[part]),
      basis,
    )
  return {
    total: interval('total'),
    complexity: interval('complexity'),
    quality: interval('quality'),
    covered: observed.covered,
  }
}

interface Parts {
  total: number
  complexity: number
  quality: number
  covered: number
}

/** A function that splits the difference in a resample of both populations, given by indices. */
function splitter(
  newRuns: readonly WeighedRun[],
  oldRuns: readonly WeighedRun[],
  by: 'flops' | 'parameters' | 'activations',
) {
  const complexities = (runs: readonly WeighedRun[]) => runs.map(({ complexity }) => complexity[by])
  const strata = quantileStrata(complexities(newRuns), strataFor(newRuns.length, oldRuns.length))
  const newStrata = strataOf(strata, complexities(newRuns))
  const oldStrata = strataOf(strata, complexities(oldRuns))
  return (newIndices: readonly number[], oldIndices: readonly number[]): Parts => {
    const shares = new Float64Array(strata.count)
    let newSum = 0
    for (const i of newIndices) {
      shares[newStrata[i]!]! += 1 / newIndices.length
      newSum += newRuns[i]!.errorPercent
    }
    const sums = new Float64Array(strata.count)
    const counts = new Float64Array(strata.count)
    let oldSum = 0
    for (const i of oldIndices) {
      const error = oldRuns[i]!.errorPercent
      oldSum += error
      const stratum = oldStrata[i]!
      if (stratum < 0) continue
      sums[stratum]! += error
      counts[stratum]!++
    }
    let covered = 0
    let matched = 0
    for (let s = 0; s < strata.count; s++) {
      if (counts[s] === 0) continue
      covered += shares[s]!
      matched += (shares[s]! * sums[s]!) / counts[s]!
    }
    const newMean = newSum / newIndices.length
    const oldMean = oldSum / oldIndices.length
    const complexity = matched / covered - oldMean
    const total = newMean - oldMean
    return { total, complexity, quality: total - complexity, covered }
  }
}
