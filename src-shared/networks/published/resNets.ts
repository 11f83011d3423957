import type { Network } from '#shared/networks/network.ts'

const widths = [256, 512, 1024, 2048]

/** Depths of the four stages of ResNet and ResNeXt, by number of layers (arXiv 1512.03385, Table 1). */
export const resNetDepths = { 50: [3, 4, 6, 3], 101: [3, 4, 23, 3], 152: [3, 8, 36, 3] } as const
export type ResNetLayers = keyof typeof resNetDepths

/**
 * A ResNet (bottleneck ratio 4, one group) or a ResNeXt of 32 groups of 4 channels in the first stage (32x4d, bottleneck
 * ratio 2) at 224 pixels and 1000 classes. As in the paper and in pycls, the stride is carried by the 3x3 convolution.
 */
export function resNet(family: 'resNet' | 'resNeXt', layers: ResNetLayers): Network {
  const grouped = family === 'resNeXt'
  const bottleneckRatio = grouped ? 2 : 4
  return {
    ...{ stem: 'resnet', stemWidth: 64, block: 'x' },
    stages: widths.map((width, i) => ({
      ...{ depth: resNetDepths[layers][i]!, width, stride: i === 0 ? 1 : 2, bottleneckRatio },
      groupWidth: width / bottleneckRatio / (grouped ? 32 : 1),
    })),
    ...{ headWidth: 0, seRatio: 0, classes: 1000, imageSize: 224, activation: 'relu', bnEpsilon: 1e-5 },
  }
}
