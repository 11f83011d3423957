import type { Layers } from './layers.ts'
import type { StemId } from './network.ts'

/** A stem type: maps the RGB image to the first feature map. */
export interface Stem {
  build<T>(layers: Layers<T>, image: T, width: number): T
}

function convolution(kernel: number, stride: number, pool: boolean): Stem {
  return {
    build: (layers, image, width) => {
      const options = { width, kernel, stride, groups: 1 }
      const x = layers.activation(layers.convBn(image, 'stem.conv', 'stem.bn', options))
      return pool ? layers.maxPool(x) : x
    },
  }
}

/** All stem types by stable id. */
export const stems: Record<StemId, Stem> = {
  /** 3x3, stride 1. */
  cifar: convolution(3, 1, false),
  /** 3x3, stride 2. */
  imagenet: convolution(3, 2, false),
  /** 7x7, stride 2, then a 3x3 max-pool, stride 2. */
  resnet: convolution(7, 2, true),
}
