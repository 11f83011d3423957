import type { Network } from '#shared/networks/network.ts'

/**
 * A network that trains in milliseconds and has every kind of layer except the max-pool: groups,
 * squeeze-and-excitation, a stride, shortcuts with and without projection.
 */
export const tinyNetwork: Network = {
  stem: 'cifar',
  stemWidth: 8,
  block: 'y',
  stages: [
    { depth: 1, width: 8, stride: 1, bottleneckRatio: 1, groupWidth: 4 },
    { depth: 2, width: 16, stride: 2, bottleneckRatio: 1, groupWidth: 8 },
  ],
  headWidth: 0,
  seRatio: 0.25,
  classes: 10,
  imageSize: 8,
  activation: 'relu',
  bnEpsilon: 1e-5,
}
