import type { Value } from '#shared/graph/graph.ts'
import type { Finish, Lowering } from '#shared/lowering/lowering.ts'
import type { Formulation } from '#shared/lowering/plan.ts'

/** A formulation that is one ONNX node on the inputs in their order. */
export function one(type: string): Formulation {
  return (lowering, node) => {
    const names = node.inputs.map((input) => lowering.name(input))
    return [lowering.emit(node.outputs[0]!, lowering.onnx.add(type, names))]
  }
}

/** Addition in the pass that emits one of the operands, where that was left to later. */
export const addInPass: Formulation = (lowering, node) => {
  const [a, b] = node.inputs as [Value, Value]
  const [sum] = node.outputs as [Value]
  for (const [operand, addend] of [
    [b, a],
    [a, b],
  ] as const) {
    const later = lowering.later(operand)
    if (!later?.adds || a === b) continue
    const emit = ({ activation }: Finish) => later.emit({ addend, ...(activation && { activation }) })
    lowering.emitLater(sum, { adds: false, activates: later.activates, emit })
    return []
  }
  return [lowering.emit(sum, lowering.onnx.add('Add', [lowering.name(a), lowering.name(b)]))]
}

/** ReLU in the pass that emits its input, where that was left to later. */
export const reluInPass: Formulation = (lowering, node) => {
  const [x] = node.inputs as [Value]
  const later = lowering.later(x)
  if (later?.activates) return [later.emit({ activation: 'Relu' })]
  return [lowering.emit(node.outputs[0]!, lowering.onnx.add('Relu', [lowering.name(x)]))]
}

/** dy times a mask that is 1 where y > 0: a steep HardSigmoid is the cheapest step function of onnxruntime's CPU. */
export const maskBySteepSigmoid: Formulation = (lowering, node) => {
  const [y, dy] = node.inputs as [Value, Value]
  const { onnx } = lowering
  const mask = onnx.add('HardSigmoid', [lowering.name(y)], { alpha: { float: 1e38 }, beta: { float: 0 } })
  return [lowering.emit(node.outputs[0]!, onnx.add('Mul', [lowering.name(dy), mask]))]
}

/** dy where y > 0, else 0. */
export const maskByComparison: Formulation = (lowering, node) => {
  const [y, dy] = node.inputs as [Value, Value]
  const { onnx } = lowering
  const positive = onnx.add('Greater', [lowering.name(y), onnx.scalar(0)])
  return [lowering.emit(node.outputs[0]!, onnx.add('Where', [positive, lowering.name(dy), onnx.scalar(0)]))]
}

/** sigmoid(x), shared between SiLU and its gradient. */
const sigmoidOf = (lowering: Lowering, x: Value) =>
  lowering.once(`sigmoid ${x.id}`, () => lowering.emit(x, lowering.onnx.add('Sigmoid', [lowering.name(x)]))).name

export const siluOfSigmoid: Formulation = (lowering, node) => {
  const [x] = node.inputs as [Value]
  return [lowering.emit(node.outputs[0]!, lowering.onnx.add('Mul', [lowering.name(x), sigmoidOf(lowering, x)]))]
}

/** dy * s * (1 + x * (1 - s)). */
export const siluGradientOfSigmoid: Formulation = (lowering, node) => {
  const [x, dy] = node.inputs as [Value, Value]
  const { onnx } = lowering
  const s = sigmoidOf(lowering, x)
  const one = onnx.scalar(1)
  const slope = onnx.add('Add', [onnx.add('Mul', [lowering.name(x), onnx.add('Sub', [one, s])]), one])
  const gradient = onnx.add('Mul', [onnx.add('Mul', [lowering.name(dy), s]), slope])
  return [lowering.emit(node.outputs[0]!, gradient)]
}

/** dy * y * (1 - y). */
export const sigmoidGradientOfOutput: Formulation = (lowering, node) => {
  const [y, dy] = node.inputs as [Value, Value]
  const { onnx } = lowering
  const slope = onnx.add('Mul', [lowering.name(y), onnx.add('Sub', [onnx.scalar(1), lowering.name(y)])])
  return [lowering.emit(node.outputs[0]!, onnx.add('Mul', [lowering.name(dy), slope]))]
}

/** x times a constant. */
export const scaled: Formulation = (lowering, node) => {
  const [x] = node.inputs as [Value]
  const { factor } = node.attributes as { factor: number }
  return [lowering.emit(node.outputs[0]!, lowering.onnx.add('Mul', [lowering.name(x), lowering.onnx.scalar(factor)]))]
}
