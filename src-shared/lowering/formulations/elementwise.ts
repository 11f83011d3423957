import type { Value } from '#shared/graph/graph.ts'
import type { Epilogue, LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'

/** A formulation as a single ONNX node with the inputs in order. */
export function one(type: string): Formulation<'add' | 'relu' | 'sigmoid'> {
  return (context, { inputs, outputs: [y] }) => {
    const names = inputs.map((input) => context.name(input))
    return [context.emit(y, context.onnx.add(type, names))]
  }
}

/** Addition within the pass that emits one of the operands, if that is deferred. */
export const addInPass: Formulation<'add'> = (context, { inputs: [a, b], outputs: [sum] }) => {
  for (const [operand, addend] of [
    [b, a],
    [a, b],
  ] as const) {
    const deferred = context.deferred(operand)
    if (!deferred?.adds || a === b) continue
    const emit = ({ activation }: Epilogue) => deferred.emit({ addend, ...(activation && { activation }) })
    context.defer(sum, { adds: false, activates: deferred.activates, emit })
    return []
  }
  return [context.emit(sum, context.onnx.add('Add', [context.name(a), context.name(b)]))]
}

/** ReLU within the pass that emits its input, if that is deferred. */
export const reluInPass: Formulation<'relu'> = (context, { inputs: [x], outputs: [y] }) => {
  const deferred = context.deferred(x)
  if (deferred?.activates) return [deferred.emit({ activation: 'Relu' })]
  return [context.emit(y, context.onnx.add('Relu', [context.name(x)]))]
}

/**
 * dy times a mask that is 1 where y > 0: a steep HardSigmoid is the cheapest step function on onnxruntime's CPU
 * provider.
 */
export const maskBySteepSigmoid: Formulation<'reluGradient'> = (context, { inputs: [y, dy], outputs: [dx] }) => {
  const { onnx } = context
  const mask = onnx.add('HardSigmoid', [context.name(y)], { alpha: { float: 1e38 }, beta: { float: 0 } })
  return [context.emit(dx, onnx.add('Mul', [context.name(dy), mask]))]
}

/** dy where y > 0, else 0. */
export const maskByComparison: Formulation<'reluGradient'> = (context, { inputs: [y, dy], outputs: [dx] }) => {
  const { onnx } = context
  const positive = onnx.add('Greater', [context.name(y), onnx.scalar(0)])
  return [context.emit(dx, onnx.add('Where', [positive, context.name(dy), onnx.scalar(0)]))]
}

/** sigmoid(x), shared between SiLU and its gradient. */
const sigmoidOf = (context: LoweringContext, x: Value) =>
  context.memo(`sigmoid ${x.id}`, () => context.emit(x, context.onnx.add('Sigmoid', [context.name(x)]))).name

/** x * sigmoid(x). */
export const siluOfSigmoid: Formulation<'silu'> = (context, { inputs: [x], outputs: [y] }) => [
  context.emit(y, context.onnx.add('Mul', [context.name(x), sigmoidOf(context, x)])),
]

/** dy * s * (1 + x * (1 - s)). */
export const siluGradientOfSigmoid: Formulation<'siluGradient'> = (context, { inputs: [x, dy], outputs: [dx] }) => {
  const { onnx } = context
  const s = sigmoidOf(context, x)
  const one = onnx.scalar(1)
  const slope = onnx.add('Add', [onnx.add('Mul', [context.name(x), onnx.add('Sub', [one, s])]), one])
  return [context.emit(dx, onnx.add('Mul', [onnx.add('Mul', [context.name(dy), s]), slope]))]
}

/** dy * y * (1 - y). */
export const sigmoidGradientOfOutput: Formulation<'sigmoidGradient'> = (
  context,
  { inputs: [y, dy], outputs: [dx] },
) => {
  const { onnx } = context
  const slope = onnx.add('Mul', [context.name(y), onnx.add('Sub', [onnx.scalar(1), context.name(y)])])
  return [context.emit(dx, onnx.add('Mul', [context.name(dy), slope]))]
}

/** x times a constant. */
export const scaled: Formulation<'scale'> = (context, { inputs: [x], outputs: [y], attributes: { factor } }) => [
  context.emit(y, context.onnx.add('Mul', [context.name(x), context.onnx.scalar(factor)])),
]
