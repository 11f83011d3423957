import type { AcceptedCandidate } from '#shared/designspaces/candidateSource.ts'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { presets, scaleSpace, scales, type PresetId } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/samplePopulation.ts'
import { stream } from '#shared/random/stream.ts'
import type { MeasuredRun } from '../measuredRun.ts'

/** Images of 32 pixels, 2 to 4 MF. */
export const smallRegime: Regime = { imageSize: 32, classes: 10, convention: 'paper', flops: { low: 2e6, high: 4e6 } }

/** A preset at the scale of the regime. */
export function smallSpace(id: PresetId): DesignSpace {
  return scaleSpace(presets[id], scales.tiny32)
}

/** Runs that were never trained: `errorOf` says how good a network truly is, a normal of `noise` points is added. */
export function syntheticRuns(
  space: DesignSpace,
  count: number,
  seed: number,
  errorOf: (candidate: AcceptedCandidate) => number,
  noise = 1,
): MeasuredRun[] {
  const random = stream(seed, 'dataset')
  return samplePopulation({ space, regime: smallRegime, count, seed }).networks.map((candidate) => ({
    network: candidate.network,
    complexity: candidate.complexity,
    ...(candidate.regNet && { regNet: candidate.regNet }),
    errorPercent: errorOf(candidate) + noise * random.normal(),
  }))
}
