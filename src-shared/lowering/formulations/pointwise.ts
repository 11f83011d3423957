import type { Emitted, Epilogue } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'
import { everyPosition, scaledOperands, spreadOut } from './convolution.ts'
import { scaledRows } from './weightGradient.ts'

/**
 * 1x1 convolutions with one group as matrix products, for batch-last and channel-first layout, where a feature map is a
 * matrix [C, M].
 */

/** w [O, I] times x [I, M]. */
export const pointwiseByProduct: Formulation<'conv2d'> = (context, node) => {
  const [x, w] = node.inputs
  const [
    {
      shape: [n, outputs, h, k],
    },
  ] = node.outputs
  const [, inputs] = w.shape
  const elements = n * h * k
  const sampled = context.viewOf(everyPosition(context, x, node.attributes.stride), [inputs, elements])
  const product = context.onnx.add('MatMul', [context.view(w, [outputs, inputs]), sampled])
  return [{ name: product, shape: [outputs, elements] }]
}

/** The same as a convolution, which onnxruntime's CPU provider computes faster; batch-last layout only. */
export const pointwise: Formulation<'conv2d'> = (context, { inputs: [x, w], outputs: [y], attributes: { stride } }) => {
  const sampled = everyPosition(context, x, stride)
  const weight = context.view(w, [...w.shape, 1])
  const product = context.onnx.add('Conv', [sampled.name, weight], { kernel_shape: [1, 1, 1] })
  return [context.emit(y, product)]
}

/** The transpose of w times dy; if the convolution had a stride, zeros are then inserted. */
export const pointwiseInputGradient: Formulation<'conv2dInputGradient'> = (context, node) => {
  const [dy, w] = node.inputs
  const [dx] = node.outputs
  const { stride, height, width } = node.attributes
  const [n, o, h, k] = dy.shape
  const { emitted, weight } = scaledOperands(context, dy, w)
  const { onnx } = context
  const [, inputs] = w.shape
  const operands = [onnx.reshape(weight, [o, inputs]), context.viewOf(emitted, [o, h * k * n])]
  const product = ({ addend }: Epilogue): Emitted => {
    const addends = addend ? [context.rows(addend)] : []
    return { name: onnx.add('Gemm', [...operands, ...addends], { transA: 1 }), shape: [inputs, h * k * n] }
  }
  if (stride === 1) {
    context.defer(dx, { adds: true, activates: false, emit: product })
    return []
  }
  return [context.emit(dx, spreadOut(context, product({}).name, [n, inputs, h, k], stride, height, width))]
}

/** dy [O, M] times the transpose of x [I, M]. */
export const pointwiseWeightGradient: Formulation<'conv2dWeightGradient'> = (context, node) => {
  const [x, dy] = node.inputs
  const { stride } = node.attributes
  const [n, o, h, k] = dy.shape
  const [, inputs] = x.shape
  const { emitted, scale } = scaledRows(context, dy)
  const sampled = context.viewOf(everyPosition(context, x, stride), [inputs, h * k * n])
  const dw = context.onnx.add('Gemm', [context.viewOf(emitted, [o, h * k * n]), sampled], { transB: 1 })
  return [scale({ name: dw, shape: [o, inputs] })]
}
