import type { Value } from '#shared/graph/graph.ts'
import type { CrossEntropyAttributes } from '#shared/graph/ops/crossEntropy.ts'
import type { LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'

/** Linear layers and the loss, in both layouts: vectors are [C, N] or [N, C]. */

const matrixShape = (w: Value) => [w.shape[0]!, w.shape[1]!]

/** x times the transpose of w [classes, C], plus the bias. */
export const linearByGemm: Formulation = (context, node) => {
  const [x, w, bias] = node.inputs as [Value, Value, Value]
  const { onnx, layout } = context
  const weight = context.view(w, matrixShape(w))
  const y = layout.batchLast
    ? onnx.add('Gemm', [weight, context.name(x), context.view(bias, [bias.shape[0]!, 1])])
    : onnx.add('Gemm', [context.name(x), weight, context.view(bias, [bias.shape[0]!])], { transB: 1 })
  return [context.emit(node.outputs[0]!, y)]
}

/** dy times w. */
export const linearInputGradientByGemm: Formulation = (context, node) => {
  const [dy, w] = node.inputs as [Value, Value]
  const { onnx, layout } = context
  const weight = context.view(w, matrixShape(w))
  const dx = layout.batchLast
    ? onnx.add('Gemm', [weight, context.name(dy)], { transA: 1 })
    : onnx.add('Gemm', [context.name(dy), weight])
  return [context.emit(node.outputs[0]!, dx)]
}

/** The transpose of dy times x, [classes, C]. */
export const linearWeightGradientByGemm: Formulation = (context, node) => {
  const [x, dy] = node.inputs as [Value, Value]
  const { onnx, layout } = context
  const operands = [context.name(dy), context.name(x)]
  const dw = onnx.add('Gemm', operands, layout.batchLast ? { transB: 1 } : { transA: 1 })
  return [{ name: dw, shape: [dy.shape[1]!, x.shape[1]!] }]
}

/** Sum over the images of the batch: [classes]. */
export const sumOverBatch: Formulation = (context, node) => {
  const [dy] = node.inputs as [Value]
  const { onnx, layout } = context
  const axis = onnx.integers([1 - layout.vectorAxis])
  return [context.emit(node.outputs[0]!, onnx.add('ReduceSum', [context.name(dy), axis], { keepdims: 0 }))]
}

/** Smoothed targets and the log-softmax of the logits, composed of operators available in every provider. */
function distributions(context: LoweringContext, logits: Value, targets: Value, smoothing: number) {
  const { onnx, layout } = context
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
    return context.emit(targets, onnx.add('Add', [kept, onnx.scalar(smoothing / logits.shape[1]!)]))
  }).name
  return { logSoftmax, smoothed }
}

/** Mean over the batch of -sum(target * logSoftmax). */
export const composedCrossEntropy: Formulation = (context, node) => {
  const [logits, targets] = node.inputs as [Value, Value]
  const { onnx } = context
  const { smoothing } = node.attributes as CrossEntropyAttributes
  const { logSoftmax, smoothed } = distributions(context, logits, targets, smoothing)
  const sum = onnx.add('ReduceSum', [onnx.add('Mul', [logSoftmax, smoothed])], { keepdims: 0 })
  return [context.emit(node.outputs[0]!, onnx.add('Mul', [sum, onnx.scalar(-1 / logits.shape[0]!)]))]
}

/** (softmax - target) / N. */
export const composedCrossEntropyGradient: Formulation = (context, node) => {
  const [logits, targets] = node.inputs as [Value, Value]
  const { onnx } = context
  const { smoothing } = node.attributes as CrossEntropyAttributes
  const { logSoftmax, smoothed } = distributions(context, logits, targets, smoothing)
  const difference = onnx.add('Sub', [onnx.add('Exp', [logSoftmax]), smoothed])
  return [context.emit(node.outputs[0]!, onnx.add('Mul', [difference, onnx.scalar(1 / logits.shape[0]!)]))]
}
