import type { Graph, Shape, Value } from '#shared/graph/graph.ts'
import { batchNorm, batchNormInference } from '#shared/graph/ops/batchNorm.ts'
import { conv2d } from '#shared/graph/ops/conv2d.ts'
import { add, relu, sigmoid, silu } from '#shared/graph/ops/elementwise.ts'
import { applyProduct, type Precision } from '#shared/graph/ops/half.ts'
import { linear } from '#shared/graph/ops/linear.ts'
import { globalAveragePool, maxPool } from '#shared/graph/ops/pooling.ts'
import { scaleChannels } from '#shared/graph/ops/scaleChannels.ts'
import { assemble } from './assemble.ts'
import type { Layers } from './layers.ts'
import type { Network } from './network.ts'

/** Kind of a parameter, which decides its weight decay, as in pycls. */
export type ParameterKind = 'weight' | 'batchNorm' | 'bias'

/**
 * Initial values of a parameter: a constant, or a zero-mean normal (standard deviation) or uniform (half-width)
 * distribution.
 */
export type Initialiser = { constant: number } | { normal: number } | { uniform: number }

export interface Parameter {
  name: string
  kind: ParameterKind
  value: Value
  initial: Initialiser
  /** Whether this gamma ends a residual branch; a recipe may initialise it to zero. */
  finalGamma: boolean
}

/** One batch normalisation: its name, the batch statistics per channel, and the number of elements per channel. */
export interface BatchStatistics {
  name: string
  channels: number
  mean: Value
  variance: Value
  count: number
}

export interface BuiltNetwork {
  logits: Value
  parameters: Parameter[]
  /** Batch statistics in train mode; empty in evaluation mode. */
  statistics: BatchStatistics[]
}

const activations = { relu, silu }

/**
 * Appends the forward pass of `network` for images [N, 3, H, W] to `graph`. train: normalises by the batch's
 * statistics; evaluate: by the inputs `NAME.running_mean` and `NAME.running_var`. Parameter names match the reference
 * implementation. In mixed precision convolutions and linear layers take and give float16.
 */
export function buildNetwork(
  graph: Graph,
  network: Network,
  images: Value,
  mode: 'train' | 'evaluate',
  precision: Precision = 'float32',
): BuiltNetwork {
  const parameters: Parameter[] = []
  const statistics: BatchStatistics[] = []
  const epsilon = network.bnEpsilon
  const parameter = (name: string, kind: ParameterKind, shape: Shape, initial: Initialiser, finalGamma = false) => {
    const value = graph.input(name, shape, 'parameter')
    parameters.push({ name, kind, value, initial, finalGamma })
    return value
  }
  const normalise = (x: Value, name: string, final: boolean): Value => {
    const channels = x.shape[1]!
    const gamma = parameter(`${name}.weight`, 'batchNorm', [channels], { constant: 1 }, final)
    const beta = parameter(`${name}.bias`, 'batchNorm', [channels], { constant: 0 })
    if (mode === 'evaluate') {
      const mean = graph.input(`${name}.running_mean`, [channels], 'statistic')
      const variance = graph.input(`${name}.running_var`, [channels], 'statistic')
      return graph.apply1(batchNormInference, [x, gamma, beta, mean, variance], { epsilon })
    }
    const [y, mean, variance] = graph.apply(batchNorm, [x, gamma, beta], { epsilon })
    const count = x.shape[0]! * x.shape[2]! * x.shape[3]!
    statistics.push({ name, channels, mean: mean, variance: variance, count })
    return y
  }
  const dense = (x: Value, name: string, shape: Shape, weight: Initialiser, bias: Initialiser): Value => {
    const w = parameter(`${name}.weight`, 'weight', shape, weight)
    const b = parameter(`${name}.bias`, 'bias', [shape[0]!], bias)
    return applyProduct(graph, precision, linear, [x, w, b], {})
  }
  const activation = (x: Value) => graph.apply1(activations[network.activation], [x], {})
  // As in pycls, squeeze-and-excitation kernels start like any convolution and their biases with PyTorch's default.
  const excitation = (x: Value, name: string, outputs: number) => {
    const inputs = x.shape[1]!
    const weight = { normal: Math.sqrt(2 / outputs) }
    return dense(x, name, [outputs, inputs, 1, 1], weight, { uniform: 1 / Math.sqrt(inputs) })
  }

  const layers: Layers<Value> = {
    convBn(x, name, bnName, { width, kernel, stride, groups, finalInBranch }) {
      const shape = [width, x.shape[1]! / groups, kernel, kernel]
      const weight = parameter(`${name}.weight`, 'weight', shape, { normal: Math.sqrt(2 / (kernel * kernel * width)) })
      const convolved = applyProduct(graph, precision, conv2d, [x, weight], { stride, groups })
      return normalise(convolved, bnName, finalInBranch === true)
    },
    activation,
    add: (a, b) => graph.apply1(add, [a, b], {}),
    squeezeExcite(x, name, inner) {
      const pooled = graph.apply1(globalAveragePool, [x], {})
      const hidden = activation(excitation(pooled, `${name}.f_ex.0`, inner))
      const scale = graph.apply1(sigmoid, [excitation(hidden, `${name}.f_ex.2`, x.shape[1]!)], {})
      return graph.apply1(scaleChannels, [x, scale], {})
    },
    maxPool: (x) => graph.apply1(maxPool, [x], {}),
    classify(x, name, classes) {
      const pooled = graph.apply1(globalAveragePool, [x], {})
      return dense(pooled, name, [classes, x.shape[1]!], { normal: 0.01 }, { constant: 0 })
    },
    width: (x) => x.shape[1]!,
  }
  return { logits: assemble(layers, network, images), parameters, statistics }
}
