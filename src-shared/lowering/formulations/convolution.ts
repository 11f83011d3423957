import type { Node, Shape } from '#shared/graph/graph.ts'
import type { ConvAttributes, ConvInputGradientAttributes } from '#shared/graph/ops/conv2d.ts'
import type { Lowering } from '#shared/lowering/lowering.ts'
import type { Emitted, Formulation } from '#shared/lowering/plan.ts'

/** Convolutions that hold in both layouts: channels are axis 1, space is axes 2 and 3. */

const paddings = ({ layout }: Lowering, before: number, after: number): number[] => [
  ...layout.spatial(before, before, 0),
  ...layout.spatial(after, after, 0),
]

/** The name of a weight [O, I, k, k] with the layout's trailing kernel axis. */
export function kernelOf(lowering: Lowering, name: string, [o, i, k]: Shape): string {
  return lowering.onnx.reshape(name, [o!, i!, ...lowering.layout.spatial(k!, k!, 1)])
}

export const direct: Formulation = (lowering, node) => {
  const { onnx, layout } = lowering
  const [x, w] = node.inputs as [Node['inputs'][0], Node['inputs'][0]]
  const { stride, groups } = node.attributes as ConvAttributes
  const kernel = w.shape[2]!
  const weight = lowering.view(w, [w.shape[0]!, w.shape[1]!, ...layout.spatial(kernel, kernel, 1)])
  const padding = (kernel - 1) / 2
  const y = onnx.add('Conv', [lowering.name(x), weight], {
    kernel_shape: layout.spatial(kernel, kernel, 1),
    strides: layout.spatial(stride, stride, 1),
    pads: paddings(lowering, padding, padding),
    group: groups,
  })
  return [lowering.emit(node.outputs[0]!, y)]
}

/**
 * The weight [O, I / groups, k, k] as the kernel of the input gradient, [I, O / groups, k, k]: inputs and outputs
 * exchanged within each group, space reversed.
 */
export function transposedKernel(lowering: Lowering, weight: string, [o, i, k]: Shape, groups: number): string {
  const { onnx } = lowering
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

/** Convolution of dy with the transposed kernel; with a stride, of dy spread out over zeros. */
export const inputGradientByConvolution: Formulation = (lowering, node) => {
  const { onnx, layout } = lowering
  const [dy, w] = node.inputs as [Node['inputs'][0], Node['inputs'][0]]
  const { stride, groups, height, width } = node.attributes as ConvInputGradientAttributes
  const kernel = w.shape[2]!
  const { emitted, weight } = scaledOperands(lowering, node)
  const padding = (kernel - 1) / 2
  const source = stride === 1 ? emitted.name : spreadOut(lowering, emitted.name, dy.shape, stride, height, width)
  const flipped = kernelOf(lowering, transposedKernel(lowering, weight, w.shape, groups), [
    w.shape[1]! * groups,
    w.shape[0]! / groups,
    kernel,
  ])
  const dx = onnx.add('Conv', [source, flipped], {
    kernel_shape: layout.spatial(kernel, kernel, 1),
    strides: layout.spatial(1, 1, 1),
    pads: paddings(lowering, padding, padding),
    group: groups,
  })
  return [lowering.emit(node.outputs[0]!, dx)]
}

/**
 * dy and the weight of an input gradient. A factor per channel that is still pending on dy goes to the weight's rows,
 * unless the weight is the larger of the two.
 */
export function scaledOperands(lowering: Lowering, node: Node): { emitted: Emitted; weight: string } {
  const [dy, w] = node.inputs as [Node['inputs'][0], Node['inputs'][0]]
  const pending = lowering.unscaled(dy)
  const { name: weight } = lowering.tensor(w)
  if (!pending) return { emitted: { name: lowering.name(dy), shape: lowering.shapeOf(dy) }, weight }
  const { onnx } = lowering
  const matrix = onnx.reshape(weight, [w.shape[0]!, w.shape.slice(1).reduce((a, b) => a * b)])
  const scaled = onnx.add('Mul', [matrix, onnx.reshape(pending.factor, [w.shape[0]!, 1])])
  return { emitted: pending.emitted, weight: scaled }
}

/** dy [.., h', w', ..] with stride - 1 zeros between its elements, cut or padded to `height` x `width`. */
export function spreadOut(
  lowering: Lowering,
  name: string,
  [n, c, h, w]: Shape,
  stride: number,
  height: number,
  width: number,
): string {
  const { onnx, layout } = lowering
  const lead = layout.batchLast ? [c!] : [n! * c!]
  const tail = layout.batchLast ? [n!] : []
  const columns = onnx.reshape(name, [...lead, h!, 1, w!, 1, ...tail])
  const zeros = [0, 0, stride - 1, 0, stride - 1, ...tail.map(() => 0)]
  const padded = onnx.add('Pad', [columns, onnx.integers([...zeros.map(() => 0), ...zeros])])
  const full = onnx.reshape(padded, layout.batched([n!, c!, h! * stride, w! * stride]))
  return fitted(lowering, full, h! * stride, w! * stride, height, width)
}

/** Crops, or pads with zeros at the end, the space axes of a feature map. */
function fitted(lowering: Lowering, name: string, h: number, w: number, height: number, width: number): string {
  const { onnx, layout } = lowering
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

/** Every `stride`-th position of x, shared between a strided 1x1 convolution and its weight gradient. */
export function everyPosition(lowering: Lowering, x: Node['inputs'][0], stride: number): Emitted {
  const [n, c, h, w] = x.shape as [number, number, number, number]
  const shape = lowering.layout.batched([n, c, Math.floor((h - 1) / stride) + 1, Math.floor((w - 1) / stride) + 1])
  if (stride === 1) return { name: lowering.name(x), shape }
  return lowering.once(`everyPosition ${x.id} ${stride}`, () => {
    const { onnx } = lowering
    const bounds = [
      onnx.integers([0, 0]),
      onnx.integers([h, w]),
      onnx.integers([2, 3]),
      onnx.integers([stride, stride]),
    ]
    return { name: onnx.add('Slice', [lowering.name(x), ...bounds]), shape }
  })
}
