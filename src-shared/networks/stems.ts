import type { Layers } from './layers.ts'
import type { StemId } from './network.ts'

/** One kind of stem: from the RGB image to the first feature map. */
export interface Stem {
  label: string
  build<T>(layers: Layers<T>, image: T, width: number): T
}

function convolution(label: string, kernel: number, stride: number, pool: boolean): Stem {
  return {
    label,
    build: (layers, image, width) => {
      const options = { width, kernel, stride, groups: 1 }
      const x = layers.activation(layers.convBn(image, 'stem.conv', 'stem.bn', options))
      return pool ? layers.maxPool(x) : x
    },
  }
}

/** The stems by stable id. */
export const stems: Record<StemId, Stem> = {
  cifar: convolution('CIFAR: 3x3, stride 1', 3, 1, false),
  imagenet: convolution('ImageNet: 3x3, stride 2', 3, 2, false),
  resnet: convolution('ResNet: 7x7, stride 2, and 3x3 max-pool, stride 2', 7, 2, true),
}
