import { elementTypes } from '#shared/onnx/onnxNode.ts'
import type { Value } from '#shared/graph/graph.ts'
import { emitMix } from './deviceMix.ts'
import type { LoweringContext } from './loweringContext.ts'
import { deviceNames, plainSlot } from './packing.ts'
import { classIndices, labelsInput } from './stepHistory.ts'

/** Packed images on a device; see packedImages.ts of the training code. */
export interface DeviceImages {
  /** Numbers in each of their parts. */
  lengths: readonly number[]
  /** The pixel outside every image. */
  outside: number
  /** Normalised value of every byte, one channel after another: [768]. */
  normalised: Float32Array
  /** Whether each image is mixed with another one, in float32. */
  mixup: boolean
}

/** Names of a graph's inputs that a device can make. */
export interface BatchNames {
  images: string
  targets: string
}

/**
 * Emits the nodes that make a batch from packed images, with the bits of writeBatch and writeTargets, and places it as
 * the graph's images and targets. Inputs: the packed images, `rows` and `columns` of placementIndices, and labels or what
 * a mixup has.
 */
export function emitDeviceBatch(
  context: LoweringContext,
  device: DeviceImages,
  { images, targets }: BatchNames,
): ReadonlySet<string> {
  const { inputs } = context.graph
  emitImages(context, device, inputs.get(images)!.value)
  emitTargets(context, device, inputs.get(targets)!.value)
  return new Set([images, targets])
}

const mixupFactors = [deviceNames.mixup.share, deviceNames.mixup.rest] as const

function emitImages(
  context: LoweringContext,
  { lengths, outside, normalised, mixup }: DeviceImages,
  value: Value,
): void {
  const { onnx, layout } = context
  const [batch, , size] = value.shape as [number, number, number, number]
  const shapeOf = (height: number, width: number) =>
    layout.batchLast ? [1, 1, height, width, batch] : [batch, 1, height, width]
  const perChannel = layout.batchLast ? [1, 3, 1, 1, 1] : [1, 3, 1, 1]
  const columns = context.declare(plainSlot(deviceNames.columns, shapeOf(1, size), 'int32'))
  const gathered = lengths.map((length, part) => {
    const pixels = context.declare(plainSlot(deviceNames.pixels(part), [length]))
    const rows = context.declare(plainSlot(deviceNames.rows(part), shapeOf(size, 1), 'int32'))
    return onnx.add('Gather', [pixels, onnx.add('Add', [rows, columns])], { axis: 0 })
  })
  const pixel = gathered.reduce((sum, part) => onnx.add('Add', [sum, part]))
  // Dividing by powers of two is exact; Cast truncates. `outside` becomes byte 0 of every channel.
  const shifted = onnx.add('Mul', [pixel, onnx.floats([1, 2 ** -8, 2 ** -16], perChannel)])
  const digits = onnx.add('Cast', [shifted], { to: elementTypes.int32 })
  const higher = onnx.add('Mul', [onnx.add('Div', [digits, onnx.int32s([256])]), onnx.int32s([256])])
  const byte = onnx.add('Sub', [digits, higher])
  const entry = onnx.add('Add', [byte, onnx.int32s([0, 256, 512], perChannel)])
  const shown = onnx.add('Gather', [onnx.floats(normalised, [normalised.length]), entry], { axis: 0 })
  const isInside = onnx.add('Less', [pixel, onnx.scalar(outside)])
  const made = onnx.add('Where', [isInside, shown, onnx.scalar(0)])
  const partners = () => {
    const which = context.declare(plainSlot(deviceNames.mixup.partners, [batch], 'int32'))
    return onnx.add('Gather', [made, which], { axis: layout.batchLast ? 4 : 0 })
  }
  context.placeInput(value, mixup ? emitMix(context, [made, partners()], mixupFactors) : made)
}

/** The share of each class in each image. */
function emitTargets(context: LoweringContext, { mixup }: DeviceImages, value: Value): void {
  const { onnx } = context
  const [batch, classes] = value.shape as [number, number]
  const oneHot = (labels: string) => {
    const isLabel = onnx.add('Equal', [classIndices(context, classes), labels])
    return onnx.add('Cast', [isLabel], { to: elementTypes.float32 })
  }
  const of = (name: string) => oneHot(labelsInput(context, batch, name))
  const targets = mixup
    ? emitMix(context, [of(deviceNames.mixup.own), of(deviceNames.mixup.theirs)], mixupFactors)
    : of(deviceNames.labels)
  context.place(value, context.emit(value, targets))
}
