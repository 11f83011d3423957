import type { Value } from '#shared/graph/graph.ts'
import type { CrossEntropyAttributes } from '#shared/graph/ops/crossEntropy.ts'
import type { Lowering } from '#shared/lowering/lowering.ts'
import type { Formulation } from '#shared/lowering/plan.ts'

/** Linear layers and the loss, in both layouts: vectors are [C, N] or [N, C]. */

const matrixShape = (w: Value) => [w.shape[0]!, w.shape[1]!]

export const linearByGemm: Formulation = (lowering, node) => {
  const [x, w, bias] = node.inputs as [Value, Value, Value]
  const { onnx, layout } = lowering
  const weight = lowering.view(w, matrixShape(w))
  const y = layout.batchLast
    ? onnx.add('Gemm', [weight, lowering.name(x), lowering.view(bias, [bias.shape[0]!, 1])])
    : onnx.add('Gemm', [lowering.name(x), weight, lowering.view(bias, [bias.shape[0]!])], { transB: 1 })
  return [lowering.emit(node.outputs[0]!, y)]
}

export const linearInputGradientByGemm: Formulation = (lowering, node) => {
  const [dy, w] = node.inputs as [Value, Value]
  const { onnx, layout } = lowering
  const weight = lowering.view(w, matrixShape(w))
  const dx = layout.batchLast
    ? onnx.add('Gemm', [weight, lowering.name(dy)], { transA: 1 })
    : onnx.add('Gemm', [lowering.name(dy), weight])
  return [lowering.emit(node.outputs[0]!, dx)]
}

export const linearWeightGradientByGemm: Formulation = (lowering, node) => {
  const [x, dy] = node.inputs as [Value, Value]
  const { onnx, layout } = lowering
  const operands = [lowering.name(dy), lowering.name(x)]
  const dw = onnx.add('Gemm', operands, layout.batchLast ? { transB: 1 } : { transA: 1 })
  return [{ name: dw, shape: [dy.shape[1]!, x.shape[1]!] }]
}

export const sumOverBatch: Formulation = (lowering, node) => {
  const [dy] = node.inputs as [Value]
  const { onnx, layout } = lowering
  const axis = onnx.integers([1 - layout.vectorAxis])
  return [lowering.emit(node.outputs[0]!, onnx.add('ReduceSum', [lowering.name(dy), axis], { keepdims: 0 }))]
}

/** Smoothed targets and the log-softmax of the logits, composed of operators that every provider has. */
function distributions(lowering: Lowering, logits: Value, targets: Value, smoothing: number) {
  const { onnx, layout } = lowering
  const classes = onnx.integers([layout.vectorAxis])
  const keep = { keepdims: 1 }
  const logSoftmax = lowering.once(`logSoftmax ${logits.id}`, () => {
    const x = lowering.name(logits)
    const shifted = onnx.add('Sub', [x, onnx.add('ReduceMax', [x, classes], keep)])
    const sum = onnx.add('ReduceSum', [onnx.add('Exp', [shifted]), classes], keep)
    return lowering.emit(logits, onnx.add('Sub', [shifted, onnx.add('Log', [sum])]))
  }).name
  const smoothed = lowering.once(`smoothed ${targets.id}`, () => {
    if (smoothing === 0) return lowering.tensor(targets)
    const kept = onnx.add('Mul', [lowering.name(targets), onnx.scalar(1 - smoothing)])
    return lowering.emit(targets, onnx.add('Add', [kept, onnx.scalar(smoothing / logits.shape[1]!)]))
  }).name
  return { logSoftmax, smoothed }
}

export const composedCrossEntropy: Formulation = (lowering, node) => {
  const [logits, targets] = node.inputs as [Value, Value]
  const { onnx } = lowering
  const { smoothing } = node.attributes as CrossEntropyAttributes
  const { logSoftmax, smoothed } = distributions(lowering, logits, targets, smoothing)
  const sum = onnx.add('ReduceSum', [onnx.add('Mul', [logSoftmax, smoothed])], { keepdims: 0 })
  return [lowering.emit(node.outputs[0]!, onnx.add('Mul', [sum, onnx.scalar(-1 / logits.shape[0]!)]))]
}

export const composedCrossEntropyGradient: Formulation = (lowering, node) => {
  const [logits, targets] = node.inputs as [Value, Value]
  const { onnx } = lowering
  const { smoothing } = node.attributes as CrossEntropyAttributes
  const { logSoftmax, smoothed } = distributions(lowering, logits, targets, smoothing)
  const difference = onnx.add('Sub', [onnx.add('Exp', [logSoftmax]), smoothed])
  return [lowering.emit(node.outputs[0]!, onnx.add('Mul', [difference, onnx.scalar(1 / logits.shape[0]!)]))]
}
