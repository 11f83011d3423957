import type { Layers } from '#shared/networks/layers.ts'
import type { KernelSide } from '#shared/networks/network.ts'

/**
 * Sizes of one block. `stride` applies only to the first block of a stage; `seRatio` is relative to the input width.
 */
export interface BlockSizes {
  width: number
  stride: number
  bottleneckRatio: number
  groupWidth: number
  seRatio: number
  kernel: KernelSide
}

/** A block type: which sizes affect it, and how to build it. */
export interface Block {
  /** Whether bottleneckRatio has an effect. */
  bottleneck: boolean
  /** Whether groupWidth has an effect. */
  groups: boolean
  /** Whether seRatio has an effect. */
  squeezeExcitation: boolean
  /** Whether the convolution with the stride is depthwise: groups of one channel, with the stage's kernel. */
  depthwise: boolean
  build<T>(layers: Layers<T>, x: T, name: string, sizes: BlockSizes): T
}

/** The identity if the shape is kept; otherwise a 1x1 convolution with the block's stride, then batch normalisation. */
export function shortcut<T>(layers: Layers<T>, x: T, name: string, { width, stride }: BlockSizes): T {
  return layers.width(x) === width && stride === 1
    ? x
    : layers.convBn(x, `${name}.proj`, `${name}.bn`, { width, kernel: 1, stride, groups: 1 })
}
