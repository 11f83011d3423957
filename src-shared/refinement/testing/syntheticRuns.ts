import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { drawOf } from '#shared/designspaces/sampling/draw.ts'
import { presets, scaleSpace, scales, type PresetId } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { stream } from '#shared/random/stream.ts'
import type { MeasuredNetwork, MeasuredRun } from '../evidence/measuredRun.ts'

/** Images of 32 pixels, 2 to 4 MF. */
export const smallRegime: Regime = { imageSize: 32, classes: 10, convention: 'paper', flops: { low: 2e6, high: 4e6 } }

/** A preset at the scale of smallRegime. */
export function smallSpace(id: PresetId): DesignSpace {
  return scaleSpace(presets[id], scales.tiny32)
}

/**
 * Runs without training: `errorOf` gives the true error of a network, to which normal noise of `noise` points is added.
 */
export function syntheticRuns(
  space: DesignSpace,
  count: number,
  seed: number,
  errorOf: (network: MeasuredNetwork) => number,
  noise = 1,
): MeasuredRun[] {
  const random = stream(seed, 'dataset')
  return sampledNetworks(space, count, seed).map((network) => ({
    ...network,
    errorPercent: errorOf(network) + noise * random.normal(),
  }))
}

/** Networks of a space in sample order. */
export function sampledNetworks(
  space: DesignSpace,
  count: number,
  seed: number,
  regime = smallRegime,
): MeasuredNetwork[] {
  return samplePopulation({ space, regime, count, seed }).networks.map((candidate) => ({
    network: candidate.network,
    draw: drawOf(candidate),
    complexity: candidate.complexity,
  }))
}
