import { Graph, sizeOf, type Operator, type Shape, type Value } from '#shared/graph/graph.ts'
import { batchNorm, batchNormGradient, batchNormInference } from '#shared/graph/ops/batchNorm.ts'
import { conv2d, conv2dInputGradient, conv2dWeightGradient } from '#shared/graph/ops/conv2d.ts'
import { crossEntropy, crossEntropyGradient } from '#shared/graph/ops/crossEntropy.ts'
import { add, relu, reluGradient, sigmoid, sigmoidGradient, silu, siluGradient } from '#shared/graph/ops/elementwise.ts'
import { batchSum, linear, linearInputGradient, linearWeightGradient } from '#shared/graph/ops/linear.ts'
import { timesLossScale } from '#shared/graph/ops/lossScaling.ts'
import { globalAveragePool, maxPool, maxPoolGradient, spreadMean } from '#shared/graph/ops/pooling.ts'
import { channelDot, scaleChannels } from '#shared/graph/ops/scaleChannels.ts'
import type { FeatureMap } from '#shared/graph/ops/shapes.ts'
import { scale } from '#shared/graph/ops/update.ts'
import { stream } from '#shared/random/stream.ts'

/** One operator with inputs of given shapes: p for parameters, b for batched tensors. */
export interface OperatorCase {
  name: string
  operator: Operator
  inputs: { shape: Shape; batched: boolean }[]
  attributes: object
}

const b = (...shape: number[]) => ({ shape, batched: true })
const p = (...shape: number[]) => ({ shape, batched: false })

/** A convolution and both of its gradients. Sizes: [images, inputs, outputs, groups], then [height, width]. */
function convolution(
  [n, inputs, outputs, groups]: readonly [number, number, number, number],
  kernel: number,
  stride: number,
  [height, width]: readonly [number, number],
): OperatorCase[] {
  const x = b(n, inputs, height, width)
  const w = p(outputs, inputs / groups, kernel, kernel)
  const out = (size: number) => Math.floor((size - 1) / stride) + 1
  const dy = b(n, outputs, out(height), out(width))
  const name = `${inputs}-${outputs} k${kernel} s${stride} g${groups} ${height}x${width}`
  const attributes = { stride, groups }
  return [
    { name: `conv2d ${name}`, operator: conv2d, inputs: [x, w], attributes },
    {
      name: `conv2dInputGradient ${name}`,
      operator: conv2dInputGradient,
      inputs: [dy, w],
      attributes: { ...attributes, height, width },
    },
    {
      name: `conv2dWeightGradient ${name}`,
      operator: conv2dWeightGradient,
      inputs: [x, dy],
      attributes: { ...attributes, kernel },
    },
  ]
}

function convCases(): OperatorCase[] {
  const cases: OperatorCase[] = []
  for (const sizes of [
    [2, 4, 6, 1],
    [3, 4, 8, 2],
    [1, 3, 3, 3],
  ] as const)
    for (const kernel of [1, 3, 7])
      for (const stride of [1, 2, 3])
        for (const space of [
          [1, 1],
          [2, 2],
          [5, 7],
          [4, 6],
        ] as const)
          cases.push(...convolution(sizes, kernel, stride, space))
  return cases
}

/**
 * Convolutions with enough channels for channel-blocked kernels: depthwise, dense, and groups of half, one and one and
 * a half blocks.
 */
export function blockedConvCases(): OperatorCase[] {
  const cases: OperatorCase[] = []
  for (const sizes of [
    [2, 16, 16, 16],
    [2, 16, 32, 1],
    [1, 32, 32, 2],
    [2, 16, 16, 2],
    [1, 48, 48, 2],
  ] as const)
    for (const stride of [1, 2])
      for (const space of [
        [3, 5],
        [4, 6],
      ] as const)
        cases.push(...convolution(sizes, 3, stride, space))
  // EfficientNet's depthwise kernels of 5, and of 3 with channels that fill no block.
  for (const stride of [1, 2])
    for (const space of [
      [7, 5],
      [6, 8],
      [3, 2],
    ] as const)
      cases.push(...convolution([2, 16, 16, 16], 5, stride, space), ...convolution([2, 10, 10, 10], 5, stride, space))
  return cases
}

const mapSizes: [number, number, number, number][] = [
  [1, 1, 2, 2],
  [2, 3, 5, 7],
  [7, 5, 1, 1],
]

const epsilon = 1e-5

/** Every operator except the updates, also at odd sizes. */
export const operatorCases: OperatorCase[] = [
  ...convCases(),
  ...mapSizes.flatMap(([n, c, h, w]): OperatorCase[] => {
    const map = b(n, c, h, w)
    const vector = b(n, c)
    const channel = p(c)
    const on = `${n}x${c}x${h}x${w}`
    const half = (size: number) => Math.floor((size - 1) / 2) + 1
    const pooled = b(n, c, half(h), half(w))
    const of = (operator: Operator, inputs: OperatorCase['inputs'], attributes: object = {}) => ({
      name: `${operator.id} ${on}`,
      operator,
      inputs,
      attributes,
    })
    return [
      of(batchNorm, [map, channel, channel], { epsilon }),
      of(batchNormGradient, [map, channel, channel, channel, map], { epsilon }),
      of(batchNormInference, [map, channel, channel, channel, channel], { epsilon }),
      ...[relu, silu, sigmoid].map((operator) => of(operator, [map])),
      ...[reluGradient, siluGradient, sigmoidGradient, add].map((operator) => of(operator, [map, map])),
      of(scaleChannels, [map, vector]),
      of(channelDot, [map, map]),
      of(globalAveragePool, [map]),
      of(spreadMean, [vector], { height: h, width: w }),
      of(maxPool, [map]),
      of(maxPoolGradient, [map, pooled, pooled]),
      of(linear, [vector, p(4, c), p(4)]),
      of(linear, [vector, p(4, c, 1, 1), p(4)]),
      of(linearInputGradient, [b(n, 4), p(4, c)]),
      of(linearWeightGradient, [vector, b(n, 4)], { shape: [4, c] }),
      of(batchSum, [vector]),
      of(crossEntropy, [vector, vector], { smoothing: 0.1 }),
      of(crossEntropyGradient, [vector, vector], { smoothing: 0 }),
      of(scale, [channel], { factor: 1.5 }),
      of(timesLossScale, [vector, p(3)]),
    ]
  }),
]

/**
 * The case as a graph with inputs `i0`, `i1`, … and outputs `o0`, `o1`, …, with seeded data that is valid for the
 * operator.
 */
export function caseGraph(operatorCase: OperatorCase): { graph: Graph; feeds: Record<string, Float32Array> } {
  const { operator, inputs, attributes } = operatorCase
  const graph = new Graph()
  const random = stream(17, 'dataset')
  const feeds: Record<string, Float32Array> = {}
  const values = inputs.map(({ shape, batched }, i): Value => {
    const length = sizeOf(shape)
    feeds[`i${i}`] = Float32Array.from({ length }, () => random.normal())
    return graph.input(`i${i}`, shape, batched ? 'batch' : 'parameter')
  })
  // Variances are positive; a max-pool's output is its input's maximum; targets are distributions.
  if (operator === batchNormGradient) feeds.i3 = feeds.i3!.map((v) => v * v + 0.5)
  if (operator === batchNormInference) feeds.i4 = feeds.i4!.map((v) => v * v + 0.5)
  if (operator === maxPoolGradient) {
    const shape = inputs[0]!.shape as FeatureMap
    const [y] = maxPool.evaluate([{ shape, data: Float64Array.from(feeds.i0!) }], {})
    feeds.i1 = Float32Array.from(y)
  }
  if (operator === crossEntropy || operator === crossEntropyGradient) {
    const classes = inputs[1]!.shape[1]!
    feeds.i1 = feeds.i1!.map((_, i) => (i % classes === Math.floor(i / classes) % classes ? 1 : 0))
  }
  graph.apply(operator, values, attributes).forEach((output, i) => graph.output(`o${i}`, output))
  return { graph, feeds }
}
