import type { WeighedRun } from '#shared/refinement/evidence/measuredRun.ts'

/** Difference in error between the smallest and the largest network, in percentage points. */
const slope = 6

/** A run of a network of `size` in [0, 1], whose error rises as the size falls. */
export function sizedRun(error: number, size: number): WeighedRun {
  const flops = 1e6 * (1 + size)
  return { complexity: { flops, parameters: flops, activations: flops }, errorPercent: error + slope * (1 - size) }
}
