import type { Shaped } from '#shared/graph/graph.ts'
import type { FeatureMap, Kernel } from '#shared/graph/ops/shapes.ts'
import type { LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'
import { nchwc } from '#shared/onnx/onnxGraph.ts'
import { scaledOperands, transposedKernel } from './convolution.ts'
import { scaledRows } from './weightGradient.ts'

/**
 * 3x3 convolutions with onnxruntime's direct kernels on feature maps in channel blocks, without im2col. Batch-last
 * layout: a map is [1, C, H, W * N], in which a horizontal step is a dilation by N. The block size depends on the
 * processor, 8 or 16 channels; only ReorderInput and ReorderOutput know it, so they also reorder the weights.
 */

/** A number of channels divisible by every processor's block size. */
const wholeBlocks = 16

/** Groups are merged until they fill blocks; with more than this many, the zeros between them cost more than im2col. */
const mostMerged = 4

/** A convolution's sizes: channels, outputs, groups. */
interface Sizes {
  channels: number
  outputs: number
  groups: number
}

/** Whether every channel is its own group with one output. */
export const isDepthwise = ({ channels, outputs, groups }: Sizes) => groups === channels && outputs === channels

/** Number of groups merged into one block-diagonal group, so that blocks do not straddle groups. */
function mergedGroups(width: number): number {
  let merged = 1
  while ((merged * width) % wholeBlocks !== 0) merged *= 2
  return merged
}

/** Whether a convolution's channels fill whole blocks. */
export function fillsBlocks(sizes: Sizes): boolean {
  const { channels, outputs, groups } = sizes
  if (isDepthwise(sizes)) return channels % wholeBlocks === 0
  if (groups === 1) return channels % wholeBlocks === 0 && outputs % wholeBlocks === 0
  const merged = mergedGroups(channels / groups)
  return channels === outputs && merged <= mostMerged && groups % merged === 0
}

/** A tensor [1, C, H, W] reordered into channel blocks, of the same shape. */
const reordered = ({ onnx }: LoweringContext, name: string) => onnx.add('ReorderInput', [name], {}, nchwc)

/** Sizes of a feature map in this layout's order. */
type Sides = readonly [channels: number, height: number, width: number, images: number]

const sidesOf = ({ shape: [n, c, h, w] }: Shaped<FeatureMap>): Sides => [c, h, w, n]

/** A feature map [C, h, w, N] as [1, C, h, w * N] in blocks. */
function blocked(context: LoweringContext, name: string, [c, h, w, n]: Sides): string {
  const map = context.onnx.reshape(name, [1, c, h, w * n])
  return context.memo(`blocked ${map}`, () => ({ name: reordered(context, map), shape: [1, c, h, w * n] })).name
}

const unblocked = ({ onnx }: LoweringContext, name: string, channels: number) =>
  onnx.add('ReorderOutput', [name], { channels }, nchwc)

/** A weight [O, I / groups, k, l] in blocks, with groups merged as needed. */
function blockedKernel(context: LoweringContext, weight: string, [o, i, k, l]: Kernel, groups: number) {
  const { onnx } = context
  const taps = k * l
  if (i === 1 && groups === o) {
    const channels = onnx.reshape(weight, [1, o, k, l])
    return { kernel: onnx.reshape(reordered(context, channels), [o, 1, k, l]), groups }
  }
  const merged = groups === 1 ? 1 : mergedGroups(i)
  const width = merged * i
  const diagonal = Float32Array.from({ length: merged * merged }, (_, at) => (at % (merged + 1) === 0 ? 1 : 0))
  const spread = () => {
    const grouped = onnx.reshape(weight, [groups / merged, merged, o / groups, 1, i * taps])
    return onnx.add('Mul', [grouped, onnx.floats(diagonal, [1, merged, 1, merged, 1])])
  }
  // [O, blocks of I, k, l, I in a block], then the same with O in blocks: [blocks of O, .., O in a block].
  const byInputs = reordered(context, onnx.reshape(merged === 1 ? weight : spread(), [o, width, taps, 1]))
  const byOutputs = reordered(context, onnx.reshape(byInputs, [1, o, width * taps, 1]))
  return { kernel: onnx.reshape(byOutputs, [o, width, k, l]), groups: groups / merged }
}

/** Rows and columns of a kernel, its row stride, and the padding before rows and columns and after them. */
interface Window {
  kernel: [number, number]
  stride: number
  pads: [number, number, number, number]
}

/** Convolves a blocked map with a weight [O, I / groups, k, l] and adds the result to `sum` if given; blocked. */
function convolve(
  context: LoweringContext,
  map: string,
  weight: { name: string; shape: Kernel; groups: number },
  { kernel, stride, pads: [top, left, bottom, right] }: Window,
  batch: number,
  sum?: string,
): string {
  const [outputs, inputs] = weight.shape
  const blocks = blockedKernel(context, weight.name, [outputs, inputs, ...kernel], weight.groups)
  const operands = [map, blocks.kernel, ...(sum === undefined ? [] : ['', sum])]
  const attributes = {
    kernel_shape: kernel,
    strides: [stride, 1],
    dilations: [1, batch],
    pads: [top, left * batch, bottom, right * batch],
    group: blocks.groups,
  }
  return context.onnx.add('Conv', operands, attributes, nchwc)
}

/** Even and odd columns of x [C, H, W, N], each in blocks. */
function blockedColumns(context: LoweringContext, x: Shaped<FeatureMap>): [even: string, odd: string] {
  const { onnx } = context
  const [c, h, w, n] = sidesOf(x)
  const everyOther = (first: number) => {
    const half: Sides = [c, h, w / 2, n]
    const columns = context.memo(`columns ${first} of ${x.id}`, () => {
      const bounds = [first, w, 2, 2].map((bound) => onnx.integers([bound]))
      return { name: onnx.add('Slice', [context.view(x, [c, h, w, n]), ...bounds]), shape: half }
    })
    return blocked(context, columns.name, half)
  }
  return [everyOther(0), everyOther(1)]
}

/**
 * 3x3 convolution with stride 1, or with stride 2 on a map of even sides, as one convolution of the even columns and
 * one of the odd.
 */
export const blockedConvolution: Formulation<'conv2d'> = (
  context,
  { inputs: [x, w], attributes: { groups, stride } },
) => {
  const [c, height, width, n] = sidesOf(x)
  const { shape } = w
  const [o, i] = shape
  const { onnx } = context
  const { name } = context.tensor(w)
  if (stride === 1) {
    const map = blocked(context, context.name(x), [c, height, width, n])
    const y = convolve(context, map, { name, shape, groups }, { kernel: [3, 3], stride, pads: [1, 1, 1, 1] }, n)
    return [{ name: unblocked(context, y, o), shape: [1, o, height, width * n] }]
  }
  const [even, odd] = blockedColumns(context, x)
  const columnsOfKernel = (...columns: number[]) => {
    const picked = onnx.add('Gather', [onnx.reshape(name, [o, i, 3, 3]), onnx.integers(columns)], { axis: 3 })
    return { name: picked, shape, groups }
  }
  const middle = convolve(context, even, columnsOfKernel(1), { kernel: [3, 1], stride, pads: [1, 0, 0, 0] }, n)
  const sides: Window = { kernel: [3, 2], stride, pads: [1, 1, 0, 0] }
  const y = convolve(context, odd, columnsOfKernel(0, 2), sides, n, middle)
  return [{ name: unblocked(context, y, o), shape: [1, o, height / 2, (width / 2) * n] }]
}

/** Input gradient of a 3x3 convolution of stride 1. */
export const blockedInputGradient: Formulation<'conv2dInputGradient'> = (
  context,
  { inputs: [dy, w], attributes: { groups } },
) => {
  const { emitted, weight } = scaledOperands(context, dy, w)
  const [o, i] = w.shape
  const [, height, width, n] = sidesOf(dy)
  const channels = i * groups
  const map = blocked(context, context.viewOf(emitted, context.shapeOf(dy)), [o, height, width, n])
  const name = transposedKernel(context, weight, w.shape, groups)
  const transposed = { name, shape: [channels, o / groups, 3, 3] as const, groups }
  const dx = convolve(context, map, transposed, { kernel: [3, 3], stride: 1, pads: [1, 1, 1, 1] }, n)
  return [{ name: unblocked(context, dx, channels), shape: [1, channels, height, width * n] }]
}

/**
 * Weight gradient of a depthwise 3x3 convolution, strides as in blockedConvolution: dy is the kernel, as large as the
 * map, and the taps are its nine positions on the padded x.
 */
export const blockedDepthwiseWeightGradient: Formulation<'conv2dWeightGradient'> = (
  context,
  { inputs: [x, dy], attributes: { stride } },
) => {
  const [c, height, width, n] = sidesOf(x)
  const [, rows, columns] = sidesOf(dy)
  const { onnx } = context
  const { emitted, scale } = scaledRows(context, dy)
  const map = blocked(context, context.viewOf(emitted, context.shapeOf(dy)), [c, rows, columns, n])
  const kernel = onnx.reshape(map, [c, 1, rows, columns * n])
  const meet = (input: string, left: number, right: number) => {
    const pads = [1, left * n, stride === 1 ? 1 : 0, right * n]
    const attributes = { kernel_shape: [rows, columns * n], dilations: [stride, 1], strides: [1, n], pads, group: c }
    return unblocked(context, onnx.add('Conv', [input, kernel], attributes, nchwc), c)
  }
  const shape = [1, c, 3, 3]
  if (stride === 1) {
    return [scale({ name: meet(blocked(context, context.name(x), [c, height, width, n]), 1, 1), shape })]
  }
  const [even, odd] = blockedColumns(context, x)
  const taps = onnx.add('Concat', [meet(odd, 1, 0), meet(even, 0, 0)], { axis: 3 })
  return [scale({ name: onnx.add('Gather', [taps, onnx.integers([0, 2, 1])], { axis: 3 }), shape })]
}
