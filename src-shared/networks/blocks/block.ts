import type { Layers } from '#shared/networks/layers.ts'

/** The sizes of one block. `stride` applies to the first block of a stage only; `seRatio` refers to the input width. */
export interface BlockSizes {
  width: number
  stride: number
  bottleneckRatio: number
  groupWidth: number
  seRatio: number
}

/** One kind of block: which sizes matter to it, and how it is built. */
export interface Block {
  /** Whether bottleneckRatio has an effect. */
  bottleneck: boolean
  /** Whether groupWidth has an effect. */
  groups: boolean
  /** Whether seRatio has an effect. */
  squeezeExcitation: boolean
  build<T>(layers: Layers<T>, x: T, name: string, sizes: BlockSizes): T
}

/** The identity where shape is kept, otherwise a 1x1 convolution with the block's stride and batch normalisation. */
export function shortcut<T>(layers: Layers<T>, x: T, name: string, { width, stride }: BlockSizes): T {
  return layers.width(x) === width && stride === 1
    ? x
    : layers.convBn(x, `${name}.proj`, `${name}.bn`, { width, kernel: 1, stride, groups: 1 })
}
