import { blocks } from '#shared/networks/blocks/blocks.ts'
import type { Network } from '#shared/networks/network.ts'
import type { StageSize } from '../steps/rangeMeanings.ts'

/**
 * Mean distance of two networks in octaves, per size: 1 means that, say, depths differ by a factor of two on average
 * over all pairs and stages. 0 for a size that the block does not have.
 */
export type Diversity = Readonly<Record<StageSize, number>>

/** The diversity of at least two networks with equal numbers of stages. */
export function diversity(networks: readonly Network[]): Diversity {
  const { bottleneck, groups } = blocks[networks[0]!.block]
  const stages = networks[0]!.stages.map((_, i) => i)
  const mean = (size: StageSize) =>
    stages.reduce((sum, i) => sum + meanDistance(networks.map((network) => Math.log2(network.stages[i]![size]))), 0) /
    stages.length
  return {
    depth: mean('depth'),
    width: mean('width'),
    bottleneckRatio: bottleneck ? mean('bottleneckRatio') : 0,
    groupWidth: groups ? mean('groupWidth') : 0,
  }
}

/** Mean of |a - b| over all pairs (Gini's mean difference), from the sorted values. */
function meanDistance(values: readonly number[]): number {
  const n = values.length
  const sorted = Float64Array.from(values).sort()
  const sum = sorted.reduce((total, value, i) => total + (2 * i - n + 1) * value, 0)
  return (2 * sum) / (n * (n - 1))
}
