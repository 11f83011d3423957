import type { Formulation } from '#shared/lowering/planTypes.ts'
import { scaledOperands } from './convolution.ts'

/** Which row of a 3x3 kernel meets dy at p and p + 1: for the even rows of the input, then for the odd; 3: none. */
const rowsOfPhases = [1, 3, 2, 0]

/**
 * Input gradient of a 3x3 convolution with stride 2, batch-last layout: the four phases of the input (even and odd rows
 * and columns) are one 2x2 convolution of dy with four times the outputs, then interleaved.
 */
export const inputGradientByPhases: Formulation<'conv2dInputGradient'> = (context, node) => {
  const [dy, w] = node.inputs
  const [dx] = node.outputs
  const { groups, height, width } = node.attributes
  const [n, outputs, h, k] = dy.shape
  const [, inGroup] = w.shape
  const inputs = inGroup * groups
  const outGroup = outputs / groups
  const { onnx } = context
  const { emitted, weight } = scaledOperands(context, dy, w)

  const taps = onnx.reshape(weight, [groups, outGroup, inGroup, 9])
  const withZero = onnx.add('Pad', [taps, onnx.integers([0, 0, 0, 0, 0, 0, 0, 1])])
  const indices = rowsOfPhases.flatMap((row) =>
    rowsOfPhases.map((column) => (row === 3 || column === 3 ? 9 : row * 3 + column)),
  )
  const gathered = onnx.add('Gather', [withZero, onnx.integers(indices)], { axis: 3 })
  const split = onnx.reshape(gathered, [groups, outGroup, inGroup, 2, 2, 2, 2])
  const ordered = onnx.add('Transpose', [split], { perm: [0, 2, 3, 5, 1, 4, 6] })
  const kernel = onnx.reshape(ordered, [inputs * 4, outGroup, 2, 2, 1])

  const dyName = context.viewOf(emitted, context.shapeOf(dy))
  const pads = [0, 0, 0, 1, 1, 0]
  const phases = onnx.add('Conv', [dyName, kernel], { kernel_shape: [2, 2, 1], pads, group: groups })
  const blocks = onnx.reshape(phases, [inputs, 2, 2, h, k, n])
  const interleaved = onnx.add('Transpose', [blocks], { perm: [0, 3, 1, 4, 2, 5] })
  const full = onnx.reshape(interleaved, [1, inputs, 2 * h, 2 * k, n])
  if (2 * h === height && 2 * k === width) return [context.emit(dx, full)]
  const bounds = [onnx.integers([0, 0]), onnx.integers([height, width]), onnx.integers([2, 3])]
  return [context.emit(dx, onnx.add('Slice', [full, ...bounds]))]
}
