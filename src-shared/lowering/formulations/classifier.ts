import type { Shaped } from '#shared/graph/graph.ts'
import type { NodeOf } from '#shared/graph/ops/operators.ts'
import type { LinearWeight } from '#shared/graph/ops/shapes.ts'
import type { LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'

/** Linear layers and the loss, in all layouts: vectors are [C, N] or [N, C]. */

const matrixShape = ({ shape: [classes, channels] }: Shaped<LinearWeight>) => [classes, channels]

/** x times the transpose of w [classes, C], plus the bias. */
export const linearByGemm: Formulation<'linear'> = (context, { inputs: [x, w, bias], outputs: [y] }) => {
  const { onnx, layout } = context
  const weight = context.view(w, matrixShape(w))
  const product =
    layout.vectorAxis === 0
      ? onnx.add('Gemm', [weight, context.name(x), context.view(bias, [...bias.shape, 1])])
      : onnx.add('Gemm', [context.name(x), weight, context.view(bias, bias.shape)], { transB: 1 })
  return [context.emit(y, product)]
}

/** dy times w. */
export const linearInputGradientByGemm: Formulation<'linearInputGradient'> = (context, node) => {
  const [dy, w] = node.inputs
  const [dx] = node.outputs
  const { onnx, layout } = context
  const weight = context.view(w, matrixShape(w))
  const product =
    layout.vectorAxis === 0
      ? onnx.add('Gemm', [weight, context.name(dy)], { transA: 1 })
      : onnx.add('Gemm', [context.name(dy), weight])
  return [context.emit(dx, product)]
}

/** The transpose of dy times x, [classes, C]. */
export const linearWeightGradientByGemm: Formulation<'linearWeightGradient'> = (context, { inputs: [x, dy] }) => {
  const { onnx, layout } = context
  const operands = [context.name(dy), context.name(x)]
  const dw = onnx.add('Gemm', operands, layout.vectorAxis === 0 ? { transB: 1 } : { transA: 1 })
  return [{ name: dw, shape: [dy.shape[1], x.shape[1]] }]
}

/** Sum over the images of the batch: [classes]. */
export const sumOverBatch: Formulation<'batchSum'> = (context, { inputs: [dy], outputs: [sum] }) => {
  const { onnx, layout } = context
  const axis = onnx.integers([1 - layout.vectorAxis])
  return [context.emit(sum, onnx.add('ReduceSum', [context.name(dy), axis], { keepdims: 0 }))]
}

/** Smoothed targets and the log-softmax of the logits, composed of operators available in every provider. */
function distributions(context: LoweringContext, node: NodeOf<'crossEntropy' | 'crossEntropyGradient'>) {
  const { onnx, layout } = context
  const [logits, targets] = node.inputs
  const { smoothing } = node.attributes
  const classes = onnx.integers([layout.vectorAxis])
  const keep = { keepdims: 1 }
  const logSoftmax = context.memo(`logSoftmax ${logits.id}`, () => {
    const x = context.name(logits)
    const shifted = onnx.add('Sub', [x, onnx.add('ReduceMax', [x, classes], keep)])
    const sum = onnx.add('ReduceSum', [onnx.add('Exp', [shifted]), classes], keep)
    return context.emit(logits, onnx.add('Sub', [shifted, onnx.add('Log', [sum])]))
  }).name
  const smoothed = context.memo(`smoothed ${targets.id}`, () => {
    if (smoothing === 0) return context.tensor(targets)
    const kept = onnx.add('Mul', [context.name(targets), onnx.scalar(1 - smoothing)])
    return context.emit(targets, onnx.add('Add', [kept, onnx.scalar(smoothing / logits.shape[1])]))
  }).name
  return { logSoftmax, smoothed }
}

/** Mean over the batch of -sum(target * logSoftmax). */
export const composedCrossEntropy: Formulation<'crossEntropy'> = (context, node) => {
  const [logits] = node.inputs
  const [loss] = node.outputs
  const { onnx } = context
  const { logSoftmax, smoothed } = distributions(context, node)
  const sum = onnx.add('ReduceSum', [onnx.add('Mul', [logSoftmax, smoothed])], { keepdims: 0 })
  return [context.emit(loss, onnx.add('Mul', [sum, onnx.scalar(-1 / logits.shape[0])]))]
}

/** (softmax - target) / N. */
export const composedCrossEntropyGradient: Formulation<'crossEntropyGradient'> = (context, node) => {
  const [logits] = node.inputs
  const [dLogits] = node.outputs
  const { onnx } = context
  const { logSoftmax, smoothed } = distributions(context, node)
  const difference = onnx.add('Sub', [onnx.add('Exp', [logSoftmax]), smoothed])
  return [context.emit(dLogits, onnx.add('Mul', [difference, onnx.scalar(1 / logits.shape[0])]))]
}
