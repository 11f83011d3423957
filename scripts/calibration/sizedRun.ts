import type { WeighedRun } from '#shared/refinement/evidence/measuredRun.ts'

/** Points of error between the smallest and the largest network. */
const slope = 6

/** A run of a network of `size` in [0, 1], of an error that is the higher the smaller it is. */
export function sizedRun(error: number, size: number): WeighedRun {
  const flops = 1e6 * (1 + size)
  return { complexity: { flops, parameters: flops, activations: flops }, errorPercent: error + slope * (1 - size) }
}
