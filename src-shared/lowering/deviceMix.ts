import type { LoweringContext } from './loweringContext.ts'
import { plainSlot } from './packing.ts'

/** An input of one number, in a shape that broadcasts over any tensor. */
export const scalarInput = (context: LoweringContext, name: string): string =>
  context.memo(name, () => ({ name: context.declare(plainSlot(name, [1])), shape: [1] })).name

/**
 * Emits the sum of two tensors of one shape, each times an input of one number with the name in its place. Every
 * operation is rounded to float32, as the host does in that precision.
 */
export function emitMix(
  context: LoweringContext,
  tensors: readonly [string, string],
  factors: readonly [string, string],
): string {
  const { onnx } = context
  const [first, second] = tensors.map((tensor, i) => onnx.add('Mul', [tensor, scalarInput(context, factors[i]!)]))
  return onnx.add('Add', [first!, second!])
}
