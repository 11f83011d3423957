import type { Shaped, Value } from '#shared/graph/graph.ts'
import type { FeatureMap, PerChannel } from '#shared/graph/ops/shapes.ts'
import type { LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'

/**
 * Batch normalisation in channel-first layout, where a feature map is a matrix [C, M]: sums over rows, and
 * BatchNormalization for inference as the affine pass of a whole map. Every provider has these.
 */

type Map = Shaped<FeatureMap>

/** Channels and number of elements of each. */
const matrixOf = ({ shape: [n, c, h, w] }: Map): [channels: number, count: number] => [c, n * h * w]

/** Longest row summed at once: a provider may sum in order, and a long float32 sum of positive terms loses precision. */
const longestRow = 16_384

/** The rows [C, M] of a map like x reduced to [C] by ReduceMean, ReduceSum or ReduceSumSquare; long ones in two passes. */
function overRows({ onnx }: LoweringContext, type: string, rows: string, x: Map): string {
  const [channels, count] = matrixOf(x)
  const all = { keepdims: 0 }
  if (count <= longestRow) return onnx.add(type, [rows, onnx.integers([1])], all)
  const [, , , width] = x.shape
  const runs = onnx.reshape(rows, [channels, count / width, width])
  const partial = onnx.add(type, [runs, onnx.integers([2])], all)
  return onnx.add(type === 'ReduceMean' ? type : 'ReduceSum', [partial, onnx.integers([1])], all)
}

const vector = (context: LoweringContext, value: Shaped<PerChannel>) => context.view(value, value.shape)

const filled = ({ onnx }: LoweringContext, channels: number, value: number) =>
  onnx.floats(new Float32Array(channels).fill(value), [channels])

/** Vectors [C] of an affine pass: scale * (x - mean) / sqrt(variance + epsilon) + shift. */
interface Affine {
  scale: string
  shift: string
  mean: string
  variance: string
  epsilon: number
}

/** An affine pass over rows [C, M]; returns the result's name, of shape [1, C, M]. */
function affine(
  { onnx }: LoweringContext,
  rows: string,
  [channels, count]: readonly [number, number],
  { scale, shift, mean, variance, epsilon }: Affine,
): string {
  const operands = [onnx.reshape(rows, [1, channels, count]), scale, shift, mean, variance]
  return onnx.add('BatchNormalization', operands, { epsilon: { float: epsilon } })
}

/** x - mean, [C, M]; `mean` is the value that `name` holds. */
function centred(context: LoweringContext, x: Map, mean: Value, name: string): string {
  const shape = matrixOf(x)
  const column = context.onnx.reshape(name, [shape[0], 1])
  return context.memo(`centred ${mean.id}`, () => ({
    name: context.onnx.add('Sub', [context.rows(x), column]),
    shape,
  })).name
}

/** With the statistics of the batch. */
export const affineBatchNorm: Formulation<'batchNorm'> = (context, node) => {
  const [x, gamma, beta] = node.inputs
  const [, meanOut] = node.outputs
  const { epsilon } = node.attributes
  const { onnx } = context
  const shape = matrixOf(x)
  const [channels] = shape
  const mean = overRows(context, 'ReduceMean', context.rows(x), x)
  const z = centred(context, x, meanOut, mean)
  const variance = overRows(context, 'ReduceMean', onnx.add('Mul', [z, z]), x)
  const [scale, shift, zero] = [vector(context, gamma), vector(context, beta), filled(context, channels, 0)]
  const name = affine(context, z, shape, { scale, shift, mean: zero, variance, epsilon })
  return [
    { name, shape: [1, ...shape] },
    { name: mean, shape: [channels] },
    { name: variance, shape: [channels] },
  ]
}

/** With given statistics. */
export const affineInferenceBatchNorm: Formulation<'batchNormInference'> = (context, node) => {
  const [x, ...vectors] = node.inputs
  const [gamma, beta, mean, variance] = vectors
  const { epsilon } = node.attributes
  const shape = matrixOf(x)
  const name = affine(context, context.rows(x), shape, {
    scale: vector(context, gamma),
    shift: vector(context, beta),
    mean: vector(context, mean),
    variance: vector(context, variance),
    epsilon,
  })
  return [{ name, shape: [1, ...shape] }]
}

/**
 * With z = x - mean, s = 1 / sqrt(variance + epsilon) and d = mean(dy * z): dx = gamma * s * (dy - mean(dy) - z * s * s *
 * d). The gradients of gamma, M * s * d, and of beta, M * mean(dy), keep the factor M pending.
 */
export const affineBatchNormGradient: Formulation<'batchNormGradient'> = (context, node) => {
  const [x, gamma, mean, variance, dy] = node.inputs
  const [, dGamma, dBeta] = node.outputs
  const { epsilon } = node.attributes
  const { onnx } = context
  const shape = matrixOf(x)
  const [channels, count] = shape
  const [zero, one] = [filled(context, channels, 0), filled(context, channels, 1)]
  const deviation = { shift: zero, variance: vector(context, variance), epsilon }
  const z = centred(context, x, mean, vector(context, mean))
  const rows = context.rows(dy)
  const meanDy = overRows(context, 'ReduceMean', rows, x)
  const dot = overRows(context, 'ReduceMean', onnx.add('Mul', [rows, z]), x)
  const slope = onnx.reshape(affine(context, dot, [channels, 1], { ...deviation, scale: one, mean: zero }), [channels])
  const along = onnx.reshape(affine(context, z, shape, { ...deviation, scale: slope, mean: zero }), shape)
  const rest = onnx.add('Sub', [rows, along])
  const name = affine(context, rest, shape, { ...deviation, scale: vector(context, gamma), mean: meanDy })
  context.deferMultiple(dGamma, count)
  context.deferMultiple(dBeta, count)
  return [
    { name, shape: [1, ...shape] },
    { name: slope, shape: [channels] },
    { name: meanDy, shape: [channels] },
  ]
}
