import { emitMix, scalarInput } from './deviceMix.ts'
import type { LoweringContext } from './loweringContext.ts'
import { averageNames, deviceNames, flatNames, nextName, plainSlot, slotNamed } from './packing.ts'

/**
 * Emits the moving averages of parameters and statistics as state vectors, with the bits of updateAverage in float32.
 * Inputs: the weights of the new values and of the average; a first one of 0 leaves the average as it is.
 */
export function emitAverage(context: LoweringContext): void {
  const { onnx, outputs } = context
  const { share, rest } = deviceNames.average
  for (const [role, name] of Object.entries(averageNames) as [keyof typeof averageNames, string][]) {
    const values = slotNamed(outputs, nextName(flatNames[role]))
    const average = plainSlot(name, values.shape)
    context.declare(average)
    const moved = emitMix(context, [values.name, average.name], [share, rest])
    const isMoved = context.memo('average is moved', () => ({
      name: onnx.add('Greater', [scalarInput(context, share), onnx.scalar(0)]),
      shape: [1],
    }))
    const next = plainSlot(nextName(name), values.shape)
    onnx.addNamed('Where', [isMoved.name, moved, average.name], [next.name])
    outputs.push(next)
  }
}
