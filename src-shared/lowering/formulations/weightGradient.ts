import type { Node, Value } from '#shared/graph/graph.ts'
import type { ConvWeightGradientAttributes } from '#shared/graph/ops/conv2d.ts'
import type { Lowering } from '#shared/lowering/lowering.ts'
import type { Emitted, Formulation } from '#shared/lowering/plan.ts'
import { microsoft } from '#shared/onnx/onnxGraph.ts'

/**
 * The tensor of dy without a pending factor per channel, and `scale`, which applies that factor to the rows of the
 * weight gradient [O, ...] instead.
 */
export function scaledRows(lowering: Lowering, dy: Value): { emitted: Emitted; scale: (dw: Emitted) => Emitted } {
  const pending = lowering.unscaled(dy)
  if (!pending) return { emitted: lowering.tensor(dy), scale: (dw) => dw }
  const { onnx } = lowering
  const outputs = dy.shape[1]!
  return {
    emitted: pending.emitted,
    scale(dw) {
      const shape = [outputs, dw.shape.reduce((a, b) => a * b) / outputs]
      const name = onnx.add('Mul', [lowering.viewOf(dw, shape), onnx.reshape(pending.factor, [outputs, 1])])
      return { name, shape }
    },
  }
}

/** The products of every tap, each [groups, O / groups, I], as one weight [O, I, k, k]. */
function joinTaps(lowering: Lowering, taps: readonly string[], weights: number): Emitted {
  const { onnx } = lowering
  const joined = onnx.reshape(onnx.add('Concat', taps, { axis: 0 }), [taps.length, weights])
  return { name: onnx.add('Transpose', [joined], { perm: [1, 0] }), shape: [weights, taps.length] }
}

/** Sizes of a weight gradient's operands. */
function sizes(node: Node) {
  const [x, dy] = node.inputs as [Value, Value]
  const attributes = node.attributes as ConvWeightGradientAttributes
  const [n, channels, height, width] = x.shape as [number, number, number, number]
  const [, outputs, outHeight, outWidth] = dy.shape as [number, number, number, number]
  const { groups, kernel, stride } = attributes
  const inGroup = channels / groups
  const outGroup = outputs / groups
  const padding = (kernel - 1) / 2
  const elements = n * outHeight * outWidth
  const ends = (a: number, b: number) => [a + (outHeight - 1) * stride + 1, b + (outWidth - 1) * stride + 1]
  const taps = Array.from({ length: kernel * kernel }, (_, tap): [number, number] => [
    Math.floor(tap / kernel),
    tap % kernel,
  ])
  return { x, dy, n, height, width, groups, stride, inGroup, outGroup, outputs, padding, elements, ends, taps }
}

/**
 * One batched product for each tap of the kernel: dy [g, O / g, M] times the transpose of the shifted, padded input
 * [g, I, M]. Batch-last layout: a shift moves whole runs of the batch. 2 to 4 times faster on a CPU than the
 * convolution whose kernel is dy.
 */
export const weightGradientByTaps: Formulation = (lowering, node) => {
  const { x, dy, groups, stride, inGroup, outGroup, outputs, padding, elements, ends, taps } = sizes(node)
  const { onnx } = lowering
  const { emitted, scale } = scaledRows(lowering, dy)
  const rows = lowering.viewOf(emitted, [groups, outGroup, elements])
  const pads = [0, 0, padding, padding, 0]
  const padded = onnx.add('Pad', [lowering.name(x), onnx.integers([...pads, ...pads])])
  const products = taps.map(([a, b]) => {
    const bounds = [onnx.integers([a, b]), onnx.integers(ends(a, b)), onnx.integers([2, 3])]
    const shifted = onnx.add('Slice', [padded, ...bounds, onnx.integers([stride, stride])])
    const columns = onnx.reshape(shifted, [groups, inGroup, elements])
    return onnx.add('FusedMatMul', [rows, columns], { transB: 1 }, microsoft)
  })
  return [scale(joinTaps(lowering, products, outputs * inGroup))]
}

/** The same products in standard operators and batch-first layout: both operands are transposed once. */
export const portableWeightGradient: Formulation = (lowering, node) => {
  const { x, dy, n, height, width, groups, stride, inGroup, outGroup, outputs, padding, elements, ends, taps } =
    sizes(node)
  const { onnx } = lowering
  const { emitted, scale } = scaledRows(lowering, dy)
  const rows = onnx.reshape(onnx.add('Transpose', [lowering.viewOf(emitted, dy.shape)], { perm: [1, 2, 3, 0] }), [
    groups,
    outGroup,
    elements,
  ])
  const pads = [0, 0, padding, padding]
  const padded =
    padding === 0 ? lowering.name(x) : onnx.add('Pad', [lowering.name(x), onnx.integers([...pads, ...pads])])
  const grouped = onnx.reshape(padded, [n, groups, inGroup, height + 2 * padding, width + 2 * padding])
  const source = onnx.add('Transpose', [grouped], { perm: [1, 3, 4, 0, 2] })
  const products = taps.map(([a, b]) => {
    const bounds = [onnx.integers([a, b]), onnx.integers(ends(a, b)), onnx.integers([1, 2])]
    const shifted = onnx.add('Slice', [source, ...bounds, onnx.integers([stride, stride])])
    return onnx.add('MatMul', [rows, onnx.reshape(shifted, [groups, elements, inGroup])])
  })
  return [scale(joinTaps(lowering, products, outputs * inGroup))]
}
