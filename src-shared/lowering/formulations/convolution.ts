import { sizeOf, type Shaped } from '#shared/graph/graph.ts'
import type { FeatureMap, Kernel } from '#shared/graph/ops/shapes.ts'
import type { Emitted, LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'

/** Convolutions for both layouts: channels are axis 1, space is axes 2 and 3. */

const paddings = ({ layout }: LoweringContext, before: number, after: number): number[] => [
  ...layout.spatial(before, before, 0),
  ...layout.spatial(after, after, 0),
]

/** A weight [O, I, k, k], reshaped with the layout's trailing kernel axis; returns its name. */
function kernelOf(context: LoweringContext, name: string, [o, i, k]: Kernel): string {
  return context.onnx.reshape(name, [o, i, ...context.layout.spatial(k, k, 1)])
}

/** One Conv with padding (k - 1) / 2. */
export const direct: Formulation<'conv2d'> = (context, { inputs: [x, w], outputs: [y], attributes }) => {
  const { onnx, layout } = context
  const { stride, groups } = attributes
  const [o, i, kernel] = w.shape
  const weight = context.view(w, [o, i, ...layout.spatial(kernel, kernel, 1)])
  const padding = (kernel - 1) / 2
  const convolved = onnx.add('Conv', [context.name(x), weight], {
    kernel_shape: layout.spatial(kernel, kernel, 1),
    strides: layout.spatial(stride, stride, 1),
    pads: paddings(context, padding, padding),
    group: groups,
  })
  return [context.emit(y, convolved)]
}

/**
 * The weight [O, I / groups, k, k] as the kernel of the input gradient, [I, O / groups, k, k]: inputs and outputs
 * swapped within each group, space reversed.
 */
export function transposedKernel(context: LoweringContext, weight: string, [o, i, k]: Kernel, groups: number): string {
  const { onnx } = context
  const perGroup = o / groups
  if (k === 1) {
    const grouped = onnx.reshape(weight, [groups, perGroup, i])
    return onnx.reshape(onnx.add('Transpose', [grouped], { perm: [0, 2, 1] }), [groups * i, perGroup, 1, 1])
  }
  // Reversing a k x k kernel reverses its k * k elements.
  const reversed = onnx.integers(Array.from({ length: k * k }, (_, tap) => k * k - 1 - tap))
  const flipped = onnx.add('Gather', [onnx.reshape(weight, [groups, perGroup, i, k * k]), reversed], { axis: 3 })
  return onnx.reshape(onnx.add('Transpose', [flipped], { perm: [0, 2, 1, 3] }), [groups * i, perGroup, k, k])
}

/** Convolution of dy with the transposed kernel; with a stride, zeros are inserted into dy first. */
export const inputGradientByConvolution: Formulation<'conv2dInputGradient'> = (context, node) => {
  const [dy, w] = node.inputs
  const [dx] = node.outputs
  const { stride, groups, height, width } = node.attributes
  const { onnx, layout } = context
  const [o, i, kernel] = w.shape
  const { emitted, weight } = scaledOperands(context, dy, w)
  const padding = (kernel - 1) / 2
  const source = stride === 1 ? emitted.name : spreadOut(context, emitted.name, dy.shape, stride, height, width)
  const transposed = transposedKernel(context, weight, w.shape, groups)
  const flipped = kernelOf(context, transposed, [i * groups, o / groups, kernel, kernel])
  const convolved = onnx.add('Conv', [source, flipped], {
    kernel_shape: layout.spatial(kernel, kernel, 1),
    strides: layout.spatial(1, 1, 1),
    pads: paddings(context, padding, padding),
    group: groups,
  })
  return [context.emit(dx, convolved)]
}

/**
 * dy and the weight for an input gradient. A channel factor still pending on dy is applied to the weight's rows
 * instead; it is only deferred if the weight is the smaller of the two.
 */
export function scaledOperands(
  context: LoweringContext,
  dy: Shaped<FeatureMap>,
  w: Shaped<Kernel>,
): { emitted: Emitted; weight: string } {
  const pending = context.unscaled(dy)
  const { name: weight } = context.tensor(w)
  if (!pending) return { emitted: { name: context.name(dy), shape: context.shapeOf(dy) }, weight }
  const { onnx } = context
  const [outputs, ...rest] = w.shape
  const matrix = onnx.reshape(weight, [outputs, sizeOf(rest)])
  const scaled = onnx.add('Mul', [matrix, onnx.reshape(pending.factor, [outputs, 1])])
  return { emitted: pending.emitted, weight: scaled }
}

/** dy [.., h', w', ..] with stride - 1 zeros between its elements, cropped or padded to `height` x `width`. */
export function spreadOut(
  context: LoweringContext,
  name: string,
  [n, c, h, w]: FeatureMap,
  stride: number,
  height: number,
  width: number,
): string {
  const { onnx, layout } = context
  const lead = layout.batchLast ? [c] : [n * c]
  const tail = layout.batchLast ? [n] : []
  const columns = onnx.reshape(name, [...lead, h, 1, w, 1, ...tail])
  const zeros = [0, 0, stride - 1, 0, stride - 1, ...tail.map(() => 0)]
  const padded = onnx.add('Pad', [columns, onnx.integers([...zeros.map(() => 0), ...zeros])])
  const full = onnx.reshape(padded, layout.batched([n, c, h * stride, w * stride]))
  return fitted(context, full, h * stride, w * stride, height, width)
}

/** Crops the space axes of a feature map, or pads them with zeros at the end. */
function fitted(context: LoweringContext, name: string, h: number, w: number, height: number, width: number): string {
  const { onnx, layout } = context
  let fit = name
  if (height < h || width < w) {
    fit = onnx.add('Slice', [fit, onnx.integers([0, 0]), onnx.integers([height, width]), onnx.integers([2, 3])])
  }
  if (height > h || width > w) {
    const after = [0, 0, ...layout.spatial(Math.max(0, height - h), Math.max(0, width - w), 0)]
    fit = onnx.add('Pad', [fit, onnx.integers([...after.map(() => 0), ...after])])
  }
  return fit
}

/** x at every `stride`-th position, shared by a strided 1x1 convolution and its weight gradient. */
export function everyPosition(context: LoweringContext, x: Shaped<FeatureMap>, stride: number): Emitted {
  const [n, c, h, w] = x.shape
  const shape = context.layout.batched([n, c, Math.floor((h - 1) / stride) + 1, Math.floor((w - 1) / stride) + 1])
  if (stride === 1) return { name: context.name(x), shape }
  return context.memo(`everyPosition ${x.id} ${stride}`, () => {
    const { onnx } = context
    const bounds = [
      onnx.integers([0, 0]),
      onnx.integers([h, w]),
      onnx.integers([2, 3]),
      onnx.integers([stride, stride]),
    ]
    return { name: onnx.add('Slice', [context.name(x), ...bounds]), shape }
  })
}
