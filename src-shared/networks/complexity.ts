import { convolvedSize } from '#shared/graph/ops/conv2d.ts'
import { assemble } from './assemble.ts'
import type { Layers } from './layers.ts'
import type { Network } from './network.ts'

/**
 * How to count. FLOPs are multiply-adds of one forward pass of one image; parameters and activations are counts. paper:
 * FLOPs and activations of convolutions plus the classifier's multiply-adds, no biases. pycls: FLOPs also count biases;
 * activations also count max-pool and classifier outputs.
 */
export type ComplexityConvention = 'paper' | 'pycls'
export interface Complexity {
  flops: number
  parameters: number
  activations: number
}

export interface FeatureMap {
  width: number
  size: number
}

/** Layers that add the cost of every operation to `total`. */
export function countingLayers(convention: ComplexityConvention): { layers: Layers<FeatureMap>; total: Complexity } {
  const pycls = convention === 'pycls'
  const total: Complexity = { flops: 0, parameters: 0, activations: 0 }
  const convolve = (x: FeatureMap, width: number, kernel: number, stride: number, groups: number): FeatureMap => {
    const size = convolvedSize(x.size, stride)
    const weights = kernel * kernel * (x.width / groups) * width
    total.flops += weights * size * size
    total.parameters += weights
    total.activations += width * size * size
    return { width, size }
  }
  const bias = (count: number) => {
    total.parameters += count
    if (pycls) total.flops += count
  }
  const layers: Layers<FeatureMap> = {
    convBn(x, _name, _bnName, { width, kernel, stride, groups }) {
      total.parameters += 2 * width
      return convolve(x, width, kernel, stride, groups)
    },
    activation: (x) => x,
    add: (a) => a,
    squeezeExcite(x, _name, inner) {
      const hidden = convolve({ width: x.width, size: 1 }, inner, 1, 1, 1)
      bias(inner)
      convolve(hidden, x.width, 1, 1, 1)
      bias(x.width)
      return x
    },
    maxPool(x) {
      const size = convolvedSize(x.size, 2)
      if (pycls) total.activations += x.width * size * size
      return { width: x.width, size }
    },
    classify(x, _name, classes) {
      total.flops += x.width * classes
      total.parameters += x.width * classes
      bias(classes)
      if (pycls) total.activations += classes
      return { width: classes, size: 1 }
    },
    width: (x) => x.width,
  }
  return { layers, total }
}

/**
 * The exact complexity of `network` without building a graph. Blocks after the second of a stage repeat the second, so
 * at most two blocks per stage are counted.
 */
export function networkComplexity(network: Network, convention: ComplexityConvention = 'paper'): Complexity {
  const { layers, total } = countingLayers(convention)
  assemble(layers, network, { width: 3, size: network.imageSize }, (x, depth, block) => {
    const first = block(x, 0)
    if (depth === 1) return first
    const { flops, parameters, activations } = total
    const second = block(first, 1)
    total.flops += (total.flops - flops) * (depth - 2)
    total.parameters += (total.parameters - parameters) * (depth - 2)
    total.activations += (total.activations - activations) * (depth - 2)
    return second
  })
  return total
}
