import { sizeOf, type Shaped, type Value } from '#shared/graph/graph.ts'
import type { FeatureMap, PerChannel } from '#shared/graph/ops/shapes.ts'
import type { LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'
import { microsoft } from '#shared/onnx/onnxGraph.ts'

/** Number of elements per channel of a feature map. */
export const countOf = ({ shape: [n, , h, w] }: Shaped<FeatureMap>) => n * h * w

/** Longest run of elements summed at once: long float32 sums of positive terms lose precision. */
const longestRun = 4096

/** A feature map's channels split into equal runs: [C, runs, length]. */
export function runsOf(x: Shaped<FeatureMap>): [channels: number, runs: number, length: number] {
  const [, channels, height] = x.shape
  const count = countOf(x)
  const runs = count > longestRun ? height : 1
  return [channels, runs, count / runs]
}

/** Mean of each channel, [C]. */
function channelMean(context: LoweringContext, x: Shaped<FeatureMap>): string {
  const { onnx } = context
  const shape = runsOf(x)
  const means = onnx.add('ReduceMean', [context.view(x, shape), onnx.integers([2])], { keepdims: 0 })
  return shape[1] === 1
    ? onnx.reshape(means, [shape[0]])
    : onnx.add('ReduceMean', [means, onnx.integers([1])], { keepdims: 0 })
}

/** Mean of a * b over each channel, [C]: batched row-by-column products, which read each operand once. */
function channelMeanProduct(context: LoweringContext, a: Shaped<FeatureMap>, b: Shaped<FeatureMap>): string {
  const { onnx } = context
  const [channels, runs, length] = runsOf(a)
  const operands = [a, b].map((value) => context.view(value, [channels * runs, 1, length]))
  // alpha must stay 1, otherwise a row-by-column product is packed first.
  const products = onnx.add('FusedMatMul', operands, { transB: 1 }, microsoft)
  const sums =
    runs === 1
      ? onnx.reshape(products, [channels])
      : onnx.add('ReduceSum', [onnx.reshape(products, [channels, runs]), onnx.integers([1])], { keepdims: 0 })
  return onnx.add('Mul', [sums, onnx.scalar(1 / (runs * length))])
}

/** A value per channel as a vector [C]. */
export const vector = (context: LoweringContext, value: Shaped<PerChannel>) => context.view(value, value.shape)

/**
 * BatchNormalization in training mode with momentum 0, which outputs the batch statistics. It overwrites its running
 * inputs, so those must be tensors that nothing else reads: the parts of the old running statistics if the graph
 * updates them, otherwise copies.
 */
const trainingBatchNorm: Formulation<'batchNorm'> = (context, node) => {
  const [x, gamma, beta] = node.inputs
  const [y, mean, variance] = node.outputs
  const { epsilon } = node.attributes
  const { onnx } = context
  const names = { y: onnx.fresh('y'), mean: onnx.fresh('mean'), variance: onnx.fresh('variance') }
  const overwritten = (batch: Value, factor: number) => {
    const update = context.nodesOf('runningUpdate').find(({ inputs: [, updating] }) => updating === batch)
    if (update) return context.flat(update.inputs[0])
    return onnx.add('Mul', [vector(context, gamma), onnx.scalar(factor)])
  }
  // Different factors, otherwise onnxruntime merges both as a common subexpression and lets the outputs share memory.
  const running = [overwritten(mean, 2), overwritten(variance, 3)]
  onnx.addNamed(
    'BatchNormalization',
    [context.name(x), vector(context, gamma), vector(context, beta), ...running],
    [names.y, names.mean, names.variance],
    { training_mode: 1, momentum: { float: 0 }, epsilon: { float: epsilon } },
  )
  return [context.emit(y, names.y), context.emit(mean, names.mean), context.emit(variance, names.variance)]
}

/**
 * Mean and mean square by two reads of x, then one pass, a depthwise 1x1 convolution, that normalises and, if they
 * follow, adds a residual and applies ReLU. The variance is the mean square minus the squared mean, which in float32
 * loses precision only if a channel's mean is many times its deviation.
 */
const batchNormInOnePass: Formulation<'batchNorm'> = (context, node) => {
  const [x, gamma, beta] = node.inputs
  const [y, meanOut, varianceOut] = node.outputs
  const { epsilon } = node.attributes
  const { onnx } = context
  const [, channels] = x.shape
  const mean = channelMean(context, x)
  const meanSquare = channelMeanProduct(context, x, x)
  // ReLU: rounding can make the variance of a constant channel negative.
  const variance = onnx.add('Relu', [onnx.add('Sub', [meanSquare, onnx.add('Mul', [mean, mean])])])
  const deviation = onnx.add('Reciprocal', [onnx.add('Sqrt', [onnx.add('Add', [variance, onnx.scalar(epsilon)])])])
  context.memo(deviationKey(varianceOut), () => ({ name: deviation, shape: [channels] }))
  const factor = onnx.add('Mul', [vector(context, gamma), deviation])
  const shift = onnx.add('Sub', [vector(context, beta), onnx.add('Mul', [factor, mean])])
  const kernel = onnx.reshape(factor, [channels, 1, 1, 1, 1])
  const operands = [context.name(x), kernel, shift]
  context.defer(y, {
    adds: true,
    activates: true,
    emit({ addend, activation }) {
      const addends = addend ? [context.name(addend)] : []
      const attributes = { kernel_shape: [1, 1, 1], group: channels, ...(activation && { activation }) }
      return context.emit(y, onnx.add('FusedConv', [...operands, ...addends], attributes, microsoft))
    },
  })
  context.place(meanOut, { name: mean, shape: [channels] })
  context.place(varianceOut, { name: variance, shape: [channels] })
  return []
}

/** In one pass if the feature map is large enough to pay for a dozen extra nodes on vectors. */
export const batchNormBySize: Formulation<'batchNorm'> = (context, node) =>
  (sizeOf(node.inputs[0].shape) >= 200_000 ? batchNormInOnePass : trainingBatchNorm)(context, node)

/** BatchNormalization with given statistics. */
export const inferenceBatchNorm: Formulation<'batchNormInference'> = (context, node) => {
  const [x, ...vectors] = node.inputs
  const [y] = node.outputs
  const { epsilon } = node.attributes
  const names = vectors.map((value) => vector(context, value))
  const normalised = context.onnx.add('BatchNormalization', [context.name(x), ...names], {
    epsilon: { float: epsilon },
  })
  return [context.emit(y, normalised)]
}

const deviationKey = (variance: Value) => `deviation ${variance.id}`

/** 1 / sqrt(variance + epsilon), [C]. */
function reciprocalDeviation(context: LoweringContext, variance: Value, epsilon: number): string {
  const key = deviationKey(variance)
  if (!context.memoised(key)) emitDeviations(context, epsilon)
  return context.memoised(key)!.name
}

/** Emits the missing reciprocal deviations of all batch normalisations as one vector, split into parts. */
function emitDeviations(context: LoweringContext, epsilon: number): void {
  const { onnx } = context
  const variances = context
    .nodesOf('batchNormGradient')
    .filter(({ attributes }) => attributes.epsilon === epsilon)
    .map(({ inputs: [, , , variance] }) => variance)
    .filter((variance) => !context.memoised(deviationKey(variance)))
  const vectors = variances.map((variance) => vector(context, variance))
  const all = vectors.length === 1 ? vectors[0]! : onnx.add('Concat', vectors, { axis: 0 })
  const name = onnx.add('Reciprocal', [onnx.add('Sqrt', [onnx.add('Add', [all, onnx.scalar(epsilon)])])])
  let offset = 0
  const parts = variances.map((variance) => {
    const part = { name: deviationKey(variance), shape: variance.shape, offset }
    offset += sizeOf(variance.shape)
    return part
  })
  const tensors = parts.length === 1 ? parts.map((part) => [part, name] as const) : context.split(name, parts)
  for (const [part, tensor] of tensors) context.memo(part.name, () => ({ name: tensor, shape: part.shape }))
}

/** Whether a factor on this feature map is cheaper to apply to the weights of the convolution that produced it. */
export function belongsOnWeights(x: Value): boolean {
  const weight = x.producer?.operator.id === 'conv2d' ? x.producer.inputs[1] : undefined
  return weight !== undefined && 2 * sizeOf(weight.shape) < sizeOf(x.shape)
}

/**
 * dx = gamma / deviation * (dy - (xhat * dGamma + dBeta) / M). The bracket is one affine map of x added to dy; the
 * leading factor is deferred to the convolution's weights. The dot product of dy and x is a batched matrix product,
 * which reads each once.
 */
export const batchNormGradientByRows: Formulation<'batchNormGradient'> = (context, node) => {
  const [x, gamma, mean, variance, dy] = node.inputs
  const [dx] = node.outputs
  const { epsilon } = node.attributes
  const { onnx } = context
  const [, channels] = x.shape
  const deviation = reciprocalDeviation(context, variance, epsilon)
  const meanDBeta = channelMean(context, dy)
  const meanDot = channelMeanProduct(context, dy, x)
  const centred = onnx.add('Sub', [meanDot, onnx.add('Mul', [vector(context, mean), meanDBeta])])
  const meanDGamma = onnx.add('Mul', [centred, deviation])
  // One depthwise 1x1 convolution of x that adds to dy in place: dy - slope * x + (slope * mean - mean of dBeta).
  const slope = onnx.add('Mul', [meanDGamma, deviation])
  const shift = onnx.add('Sub', [onnx.add('Mul', [slope, vector(context, mean)]), meanDBeta])
  const kernel = onnx.reshape(onnx.add('Neg', [slope]), [channels, 1, 1, 1, 1])
  const bracket = onnx.add(
    'FusedConv',
    [context.name(x), kernel, shift, context.name(dy)],
    { kernel_shape: [1, 1, 1], group: channels },
    microsoft,
  )
  const factor = onnx.add('Mul', [vector(context, gamma), deviation])
  const gradients = [meanDGamma, meanDBeta].map((name) => onnx.add('Mul', [name, onnx.scalar(countOf(x))]))
  const vectors = gradients.map((name) => ({ name, shape: [channels] }))
  if (belongsOnWeights(x)) {
    context.deferScale(dx, factor)
    return [context.emit(dx, bracket), ...vectors]
  }
  const scaled = onnx.add('Mul', [bracket, onnx.reshape(factor, context.layout.perChannel(channels))])
  return [context.emit(dx, scaled), ...vectors]
}

/** Batch normalisation from basic operators: means, products and a square root. */
export const composedBatchNorm: Formulation<'batchNorm'> = (context, node) => {
  const [x, gamma, beta] = node.inputs
  const [y, meanOut, varianceOut] = node.outputs
  const { epsilon } = node.attributes
  const { onnx, layout } = context
  const axes = onnx.integers(layout.reduced)
  const columnShape = [1, ...layout.perChannel(x.shape[1])]
  const column = (value: Value) => context.view(value, columnShape)
  const mean = onnx.add('ReduceMean', [context.name(x), axes], { keepdims: 1 })
  const centred = onnx.add('Sub', [context.name(x), mean])
  const variance = onnx.add('ReduceMean', [onnx.add('Mul', [centred, centred]), axes], { keepdims: 1 })
  const root = onnx.add('Sqrt', [onnx.add('Add', [variance, onnx.scalar(epsilon)])])
  const factor = onnx.add('Div', [column(gamma), root])
  const name = onnx.add('Add', [onnx.add('Mul', [centred, factor]), column(beta)])
  context.memo(`centred ${meanOut.id}`, () => ({ name: centred, shape: context.shapeOf(x) }))
  context.memo(`root ${varianceOut.id}`, () => ({ name: root, shape: columnShape }))
  return [context.emit(y, name), { name: mean, shape: columnShape }, { name: variance, shape: columnShape }]
}

/** The gradient of composedBatchNorm from basic operators; reuses its centred input and deviation if available. */
export const composedBatchNormGradient: Formulation<'batchNormGradient'> = (context, node) => {
  const [x, gamma, mean, variance, dy] = node.inputs
  const [dx] = node.outputs
  const { epsilon } = node.attributes
  const { onnx, layout } = context
  const axes = onnx.integers(layout.reduced)
  const columnShape = [1, ...layout.perChannel(x.shape[1])]
  const column = (value: Value) => context.view(value, columnShape)
  const centred = context.memo(`centred ${mean.id}`, () => ({
    name: onnx.add('Sub', [context.name(x), column(mean)]),
    shape: context.shapeOf(x),
  }))
  const root = context.memo(`root ${variance.id}`, () => ({
    name: onnx.add('Sqrt', [onnx.add('Add', [column(variance), onnx.scalar(epsilon)])]),
    shape: columnShape,
  }))
  const normalised = onnx.add('Div', [centred.name, root.name])
  const gradient = context.name(dy)
  const meanDBeta = onnx.add('ReduceMean', [gradient, axes], { keepdims: 1 })
  const meanDGamma = onnx.add('ReduceMean', [onnx.add('Mul', [gradient, normalised]), axes], { keepdims: 1 })
  const without = onnx.add('Sub', [onnx.add('Sub', [gradient, meanDBeta]), onnx.add('Mul', [normalised, meanDGamma])])
  const gradientOfX = onnx.add('Mul', [without, onnx.add('Div', [column(gamma), root.name])])
  const count = onnx.scalar(countOf(x))
  const vectors = [meanDGamma, meanDBeta].map((name) => ({ name: onnx.add('Mul', [name, count]), shape: columnShape }))
  return [context.emit(dx, gradientOfX), ...vectors]
}
