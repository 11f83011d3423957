import type { Node, Shape } from '#shared/graph/graph.ts'
import type { ConvAttributes, ConvInputGradientAttributes } from '#shared/graph/ops/conv2d.ts'
import type { Emitted, LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'

/** Convolutions for both layouts: channels are axis 1, space is axes 2 and 3. */

const paddings = ({ layout }: LoweringContext, before: number, after: number): number[] => [
  ...layout.spatial(before, before, 0),
  ...layout.spatial(after, after, 0),
]

/** A weight [O, I, k, k], reshaped with the layout's trailing kernel axis; returns its name. */
export function kernelOf(context: LoweringContext, name: string, [o, i, k]: Shape): string {
  return context.onnx.reshape(name, [o!, i!, ...context.layout.spatial(k!, k!, 1)])
}

/** One Conv with padding (k - 1) / 2. */
export const direct: Formulation = (context, node) => {
  const { onnx, layout } = context
  const [x, w] = node.inputs as [Node['inputs'][0], Node['inputs'][0]]
  const { stride, groups } = node.attributes as ConvAttributes
  const kernel = w.shape[2]!
  const weight = context.view(w, [w.shape[0]!, w.shape[1]!, ...layout.spatial(kernel, kernel, 1)])
  const padding = (kernel - 1) / 2
  const y = onnx.add('Conv', [context.name(x), weight], {
    kernel_shape: layout.spatial(kernel, kernel, 1),
    strides: layout.spatial(stride, stride, 1),
    pads: paddings(context, padding, padding),
    group: groups,
  })
  return [context.emit(node.outputs[0]!, y)]
}

/**
 * The weight [O, I / groups, k, k] as the kernel of the input gradient, [I, O / groups, k, k]: inputs and outputs
 * swapped within each group, space reversed.
 */
export function transposedKernel(context: LoweringContext, weight: string, [o, i, k]: Shape, groups: number): string {
  const { onnx } = context
  const perGroup = o! / groups
  if (k === 1) {
    const grouped = onnx.reshape(weight, [groups, perGroup, i!])
    return onnx.reshape(onnx.add('Transpose', [grouped], { perm: [0, 2, 1] }), [groups * i!, perGroup, 1, 1])
  }
  // Reversing a k x k kernel reverses its k * k elements.
  const reversed = onnx.integers(Array.from({ length: k! * k! }, (_, tap) => k! * k! - 1 - tap))
  const flipped = onnx.add('Gather', [onnx.reshape(weight, [groups, perGroup, i!, k! * k!]), reversed], { axis: 3 })
  return onnx.reshape(onnx.add('Transpose', [flipped], { perm: [0, 2, 1, 3] }), [groups * i!, perGroup, k!, k!])
}

/** Convolution of dy with the transposed kernel; with a stride, zeros are inserted into dy first. */
export const inputGradientByConvolution: Formulation = (context, node) => {
  const { onnx, layout } = context
  const [dy, w] = node.inputs as [Node['inputs'][0], Node['inputs'][0]]
  const { stride, groups, height, width } = node.attributes as ConvInputGradientAttributes
  const kernel = w.shape[2]!
  const { emitted, weight } = scaledOperands(context, node)
  const padding = (kernel - 1) / 2
  const source = stride === 1 ? emitted.name : spreadOut(context, emitted.name, dy.shape, stride, height, width)
  const flipped = kernelOf(context, transposedKernel(context, weight, w.shape, groups), [
    w.shape[1]! * groups,
    w.shape[0]! / groups,
    kernel,
  ])
  const dx = onnx.add('Conv', [source, flipped], {
    kernel_shape: layout.spatial(kernel, kernel, 1),
    strides: layout.spatial(1, 1, 1),
    pads: paddings(context, padding, padding),
    group: groups,
  })
  return [context.emit(node.outputs[0]!, dx)]
}

/**
 * dy and the weight for an input gradient. A channel factor still pending on dy is applied to the weight's rows
 * instead; it is only deferred if the weight is the smaller of the two.
 */
export function scaledOperands(context: LoweringContext, node: Node): { emitted: Emitted; weight: string } {
  const [dy, w] = node.inputs as [Node['inputs'][0], Node['inputs'][0]]
  const pending = context.unscaled(dy)
  const { name: weight } = context.tensor(w)
  if (!pending) return { emitted: { name: context.name(dy), shape: context.shapeOf(dy) }, weight }
  const { onnx } = context
  const matrix = onnx.reshape(weight, [w.shape[0]!, w.shape.slice(1).reduce((a, b) => a * b)])
  const scaled = onnx.add('Mul', [matrix, onnx.reshape(pending.factor, [w.shape[0]!, 1])])
  return { emitted: pending.emitted, weight: scaled }
}

/** dy [.., h', w', ..] with stride - 1 zeros between its elements, cropped or padded to `height` x `width`. */
export function spreadOut(
  context: LoweringContext,
  name: string,
  [n, c, h, w]: Shape,
  stride: number,
  height: number,
  width: number,
): string {
  const { onnx, layout } = context
  const lead = layout.batchLast ? [c!] : [n! * c!]
  const tail = layout.batchLast ? [n!] : []
  const columns = onnx.reshape(name, [...lead, h!, 1, w!, 1, ...tail])
  const zeros = [0, 0, stride - 1, 0, stride - 1, ...tail.map(() => 0)]
  const padded = onnx.add('Pad', [columns, onnx.integers([...zeros.map(() => 0), ...zeros])])
  const full = onnx.reshape(padded, layout.batched([n!, c!, h! * stride, w! * stride]))
  return fitted(context, full, h! * stride, w! * stride, height, width)
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
export function everyPosition(context: LoweringContext, x: Node['inputs'][0], stride: number): Emitted {
  const [n, c, h, w] = x.shape as [number, number, number, number]
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
