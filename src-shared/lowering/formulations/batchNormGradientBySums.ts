import { sizeOf, type Shaped, type Value } from '#shared/graph/graph.ts'
import type { FeatureMap, PerChannel } from '#shared/graph/ops/shapes.ts'
import type { LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Part } from '#shared/lowering/packing.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'
import { microsoft } from '#shared/onnx/onnxGraph.ts'
import { belongsOnWeights, countOf, runsOf, vector } from './batchNorm.ts'

/**
 * Feature maps below this number of elements stay in the cache, where two simple passes take less time than one kernel
 * that prepares a product or a convolution for each channel.
 */
const smallMap = 25_000

/** Sum over each channel, [C], of a tensor in the plan's shape for `x`. Batch-last layout only. */
function channelSum({ onnx }: LoweringContext, tensor: string, x: Shaped<FeatureMap>): string {
  const [channels, runs, length] = runsOf(x)
  const all = { keepdims: 0 }
  if (runs === 1) return onnx.add('ReduceSum', [tensor, onnx.integers([0, 2, 3, 4])], all)
  const partial = onnx.add('ReduceSum', [onnx.reshape(tensor, [channels, runs, length]), onnx.integers([2])], all)
  return onnx.add('ReduceSum', [partial, onnx.integers([1])], all)
}

/** Sum of a * b over each channel, [C]. */
function channelDot(context: LoweringContext, a: Shaped<FeatureMap>, b: Shaped<FeatureMap>): string {
  const { onnx } = context
  if (sizeOf(a.shape) < smallMap) return channelSum(context, onnx.add('Mul', [context.name(a), context.name(b)]), a)
  const [channels, runs, length] = runsOf(a)
  const rows = [a, b].map((value) => context.view(value, [channels * runs, 1, length]))
  const products = onnx.add('FusedMatMul', rows, { transB: 1 }, microsoft)
  if (runs === 1) return onnx.reshape(products, [channels])
  return onnx.add('ReduceSum', [onnx.reshape(products, [channels, runs]), onnx.integers([1])], { keepdims: 0 })
}

/** The gradient's factors that follow from the variance alone, each [C]; s = 1 / sqrt(variance + epsilon). */
interface Factors {
  /** s. */
  deviation: string
  /** gamma * s. */
  scale: string
  /** -s / M. */
  slope: string
}

const factorKey = (factor: keyof Factors, variance: Value) => `${factor} by sums ${variance.id}`

/** The factors of one batch normalisation. The first call emits those of all. */
function factorsOf(context: LoweringContext, variance: Value, epsilon: number): Factors {
  if (!context.memoised(factorKey('deviation', variance))) emitFactors(context, epsilon)
  const named = (factor: keyof Factors) => context.memoised(factorKey(factor, variance))!.name
  return { deviation: named('deviation'), scale: named('scale'), slope: named('slope') }
}

/** Emits the factors of all batch normalisations, each as one vector that is split into parts. */
function emitFactors(context: LoweringContext, epsilon: number): void {
  const { onnx } = context
  const nodes = context.nodesOf('batchNormGradient').filter(({ attributes }) => attributes.epsilon === epsilon)
  const joined = (values: readonly Shaped<PerChannel>[]) => {
    const names = values.map((value) => vector(context, value))
    return onnx.add('Concat', names, { axis: 0 })
  }
  const variance = joined(nodes.map(({ inputs }) => inputs[3]))
  const gamma = joined(nodes.map(({ inputs }) => inputs[1]))
  const deviation = onnx.add('Reciprocal', [onnx.add('Sqrt', [onnx.add('Add', [variance, onnx.scalar(epsilon)])])])
  const shares = nodes.flatMap(({ inputs: [x] }) => new Array<number>(x.shape[1]).fill(-1 / countOf(x)))
  const factors: Factors = {
    deviation,
    scale: onnx.add('Mul', [gamma, deviation]),
    slope: onnx.add('Mul', [deviation, onnx.floats(shares, [shares.length])]),
  }
  for (const factor of ['deviation', 'scale', 'slope'] as const) {
    let offset = 0
    const parts = nodes.map(({ inputs: [, , , value] }): Part => {
      const part = { name: factorKey(factor, value), shape: value.shape, offset }
      offset += sizeOf(value.shape)
      return part
    })
    for (const [{ name, shape }, tensor] of context.split(factors[factor], parts))
      context.memo(name, () => ({ name: tensor, shape }))
  }
}

/** The vectors [C] of slope * (x - mean) + shift. */
interface Line {
  slope: string
  shift: string
  mean: string
}

/** dy + slope * (x - mean) + shift. */
function addLine(
  context: LoweringContext,
  dy: Shaped<FeatureMap>,
  x: Shaped<FeatureMap>,
  { slope, shift, mean }: Line,
): string {
  const { onnx } = context
  const [, channels] = x.shape
  if (sizeOf(x.shape) < smallMap) {
    // sqrt(1 + 1e-12) is 1 in float32, so BatchNormalization for inference divides by nothing.
    const one = onnx.floats(new Float32Array(channels).fill(1), [channels])
    const operands = [context.name(x), slope, shift, mean, one]
    return onnx.add('Add', [onnx.add('BatchNormalization', operands, { epsilon: { float: 1e-12 } }), context.name(dy)])
  }
  const offset = onnx.add('Sub', [shift, onnx.add('Mul', [slope, mean])])
  const operands = [context.name(x), onnx.reshape(slope, [channels, 1, 1, 1, 1]), offset, context.name(dy)]
  return onnx.add('FusedConv', operands, { kernel_shape: [1, 1, 1], group: channels }, microsoft)
}

/**
 * With s = 1 / sqrt(variance + epsilon): dBeta = sum(dy), dGamma = s * (sum(dy * x) - mean * dBeta) and dx = gamma * s * (dy
 * - s / M * dGamma * (x - mean) - dBeta / M). The leading factor is deferred to the convolution's weights where those are
 * smaller than x. Batch-last layout only.
 */
export const batchNormGradientBySums: Formulation<'batchNormGradient'> = (context, node) => {
  const [x, , meanIn, variance, dy] = node.inputs
  const [dx] = node.outputs
  const { onnx } = context
  const [, channels] = x.shape
  const { deviation, scale, slope } = factorsOf(context, variance, node.attributes.epsilon)
  const mean = vector(context, meanIn)
  const dBeta = channelSum(context, context.name(dy), x)
  const centred = onnx.add('Sub', [channelDot(context, dy, x), onnx.add('Mul', [mean, dBeta])])
  const dGamma = onnx.add('Mul', [centred, deviation])
  const bracket = addLine(context, dy, x, {
    slope: onnx.add('Mul', [dGamma, slope]),
    shift: onnx.add('Mul', [dBeta, onnx.scalar(-1 / countOf(x))]),
    mean,
  })
  const vectors = [dGamma, dBeta].map((name) => ({ name, shape: [channels] }))
  if (belongsOnWeights(x)) {
    context.deferScale(dx, scale)
    return [context.emit(dx, bracket), ...vectors]
  }
  const scaled = onnx.add('Mul', [bracket, onnx.reshape(scale, context.layout.perChannel(channels))])
  return [context.emit(dx, scaled), ...vectors]
}
