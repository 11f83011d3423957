import { blocks } from '#shared/networks/blocks/blocks.ts'
import { innerWidth } from '#shared/networks/blocks/bottleneck.ts'
import { ungroupedWidth } from '#shared/networks/buildable.ts'
import { compatibleSizesForRatio } from '#shared/networks/compatibility.ts'
import type { Network, Stage } from '#shared/networks/network.ts'
import type { DrawnStages } from './sampling/draw.ts'
import type { DesignSpace, Regime } from './designSpace.ts'

/**
 * The network that `space` builds from drawn stages, with widths and group widths made compatible as in pycls. Sizes
 * without effect in the block take those of a dense convolution, so that equal networks have equal descriptions.
 */
export function toNetwork(
  space: DesignSpace,
  drawn: DrawnStages,
  regime: Pick<Regime, 'imageSize' | 'classes'>,
): Network {
  const { bottleneck, depthwise, groups } = blocks[space.block]
  const stages = space.strides.map((stride, i): Stage => {
    const bottleneckRatio = bottleneck ? drawn.bottleneckRatios[i]! : 1
    const sizes = compatibleSizesForRatio(drawn.widths[i]!, bottleneckRatio, groups ? drawn.groupWidths[i]! : 1)
    const inner = innerWidth(sizes.width, bottleneckRatio)
    const groupWidth = groups ? sizes.groupWidth : ungroupedWidth(space.block, inner)
    const kernel = space.kernels?.[i] ?? 3
    return {
      ...{ depth: drawn.depths[i]!, width: sizes.width, stride, bottleneckRatio, groupWidth },
      ...(depthwise && { kernel }),
    }
  })
  return {
    stem: space.stem,
    stemWidth: space.stemWidth,
    block: space.block,
    stages,
    headWidth: space.headWidth,
    seRatio: space.seRatio,
    classes: regime.classes,
    imageSize: regime.imageSize,
    activation: space.activation,
    bnEpsilon: space.bnEpsilon,
  }
}

/** A key that is equal exactly for equal networks. */
export function networkKey(network: Network): string {
  const { stem, stemWidth, block, stages, headWidth, seRatio, classes, imageSize, activation, bnEpsilon } = network
  const sizes = stages.map((s) => [s.depth, s.width, s.stride, s.bottleneckRatio, s.groupWidth, s.kernel])
  return JSON.stringify([stem, stemWidth, block, headWidth, seRatio, classes, imageSize, activation, bnEpsilon, sizes])
}
