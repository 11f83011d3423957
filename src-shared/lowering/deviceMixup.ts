import type { LoweringContext } from './loweringContext.ts'
import { deviceNames, plainSlot } from './packing.ts'

const names = deviceNames.mixup

/** The input with the partner of each image: [batch] int32. */
export const partnersInput = (context: LoweringContext, batch: number): string =>
  context.declare(plainSlot(names.partners, [batch], 'int32'))

/**
 * Emits share * own + rest * theirs, whose tensors have one shape. Every operation is rounded to float32, as applyMixup
 * does in that precision.
 */
export function emitMix(context: LoweringContext, own: string, theirs: string): string {
  const { onnx } = context
  const scaled = (tensor: string, name: string) =>
    onnx.add('Mul', [
      tensor,
      context.memo(name, () => ({ name: context.declare(plainSlot(name, [1])), shape: [1] })).name,
    ])
  return onnx.add('Add', [scaled(own, names.share), scaled(theirs, names.rest)])
}
