import type { Formulation } from '#shared/lowering/planTypes.ts'

/** x itself: only its gradient is scaled. */
export const itself: Formulation<'scaleGradient'> = (context, { inputs: [x] }) => [context.tensor(x)]

/** x times the first element of the state. */
export const timesScale: Formulation<'timesLossScale'> = (context, { inputs: [x, state], outputs: [y] }) => {
  const { onnx } = context
  const scale = onnx.add('Slice', [context.flat(state), ...[0, 1, 0].map((bound) => onnx.integers([bound]))])
  return [context.emit(y, onnx.add('Mul', [context.name(x), onnx.reshape(scale, [])]))]
}
