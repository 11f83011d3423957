import { sizeOf, type Shaped } from '#shared/graph/graph.ts'
import type { NodeOf } from '#shared/graph/ops/operators.ts'
import type { FeatureMap } from '#shared/graph/ops/shapes.ts'
import type { Emitted, LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'
import { microsoft } from '#shared/onnx/onnxGraph.ts'

/**
 * The tensor of dy without a pending channel factor, and `scale`, which applies that factor to the rows of the weight
 * gradient [O, ...] instead.
 */
export function scaledRows(
  context: LoweringContext,
  dy: Shaped<FeatureMap>,
): { emitted: Emitted; scale: (dw: Emitted) => Emitted } {
  const pending = context.unscaled(dy)
  if (!pending) return { emitted: context.tensor(dy), scale: (dw) => dw }
  const { onnx } = context
  const [, outputs] = dy.shape
  return {
    emitted: pending.emitted,
    scale(dw) {
      const shape = [outputs, sizeOf(dw.shape) / outputs]
      const name = onnx.add('Mul', [context.viewOf(dw, shape), onnx.reshape(pending.factor, [outputs, 1])])
      return { name, shape }
    },
  }
}

/** Joins the products of all taps, each [groups, O / groups, I], into one weight [O, I, k, k]. */
function joinTaps(context: LoweringContext, taps: readonly string[], weights: number): Emitted {
  const { onnx } = context
  const joined = onnx.reshape(onnx.add('Concat', taps, { axis: 0 }), [taps.length, weights])
  return { name: onnx.add('Transpose', [joined], { perm: [1, 0] }), shape: [weights, taps.length] }
}

/** Sizes of a weight gradient's operands. */
function sizes(node: NodeOf<'conv2dWeightGradient'>) {
  const [x, dy] = node.inputs
  const { groups, kernel, stride } = node.attributes
  const [n, channels, height, width] = x.shape
  const [, outputs, outHeight, outWidth] = dy.shape
  const inGroup = channels / groups
  const outGroup = outputs / groups
  const padding = (kernel - 1) / 2
  const elements = n * outHeight * outWidth
  const ends = (a: number, b: number) => [a + (outHeight - 1) * stride + 1, b + (outWidth - 1) * stride + 1]
  const taps = Array.from({ length: kernel * kernel }, (_, tap): [number, number] => [
    Math.floor(tap / kernel),
    tap % kernel,
  ])
  return {
    ...{ x, dy, n, channels, height, width, groups, stride, inGroup, outGroup, outputs, padding },
    ...{ outHeight, outWidth, elements, ends, taps },
  }
}

/**
 * x [N, C, H, W] shifted so that element (p, q) is the one that kernel tap (a, b) meets at output (p, q), zero outside;
 * with `a` undefined the rows stay. Batch-last layout: [C, rows, W' * N].
 */
function shifted(
  context: LoweringContext,
  node: NodeOf<'conv2dWeightGradient'>,
  a: number | undefined,
  b: number,
): string {
  const { x, n, channels, height, width, stride, padding, outHeight, outWidth } = sizes(node)
  const { onnx } = context
  const down = a === undefined ? 0 : padding - a
  const right = padding - b
  if (stride === 1 && Math.abs(down) < height && Math.abs(right) < width) {
    const rows = context.view(x, [channels, height, width * n])
    // Pad with negative widths crops: one pass where padding and slicing need two.
    if (down === 0 && right === 0) return rows
    return onnx.add('Pad', [rows, onnx.integers([0, down, right * n, 0, -down, -right * n])])
  }
  const pads = [0, a === undefined ? 0 : padding, padding, 0]
  const padded = context.memo(`padded ${x.id} ${pads}`, () => ({
    name: onnx.add('Pad', [context.view(x, [channels, height, width, n]), onnx.integers([...pads, ...pads])]),
    shape: [],
  })).name
  const columns = { start: b, end: b + (outWidth - 1) * stride + 1 }
  const rows =
    a === undefined
      ? { start: 0, end: height, step: 1 }
      : { start: a, end: a + (outHeight - 1) * stride + 1, step: stride }
  const starts = onnx.integers([rows.start, columns.start])
  const ends = onnx.integers([rows.end, columns.end])
  return onnx.add('Slice', [padded, starts, ends, onnx.integers([1, 2]), onnx.integers([rows.step, stride])])
}

/**
 * One batched product per kernel tap: dy [g, O / g, M] times the transpose of the shifted input [g, I, M]. Batch-last
 * layout: a shift moves whole runs of the batch.
 */
export const weightGradientByTaps: Formulation<'conv2dWeightGradient'> = (context, node) => {
  const { dy, groups, inGroup, outGroup, outputs, elements, taps } = sizes(node)
  const { onnx } = context
  const { emitted, scale } = scaledRows(context, dy)
  const rows = context.viewOf(emitted, [groups, outGroup, elements])
  const products = taps.map(([a, b]) => {
    const columns = onnx.reshape(shifted(context, node, a, b), [groups, inGroup, elements])
    return onnx.add('FusedMatMul', [rows, columns], { transB: 1 }, microsoft)
  })
  return [scale(joinTaps(context, products, outputs * inGroup))]
}

/**
 * One batched product per kernel column: every row of dy with every row of the input, shifted only horizontally, [g, O
 * / g * H', I * H]; the taps are sums along its diagonals. More multiplications than by taps, but a quarter of the
 * copies and larger matrices.
 */
export const weightGradientByRows: Formulation<'conv2dWeightGradient'> = (context, node) => {
  const { dy, n, height, groups, stride, inGroup, outGroup, outputs, padding, outHeight, outWidth } = sizes(node)
  const kernel = 2 * padding + 1
  const { onnx } = context
  const { emitted, scale } = scaledRows(context, dy)
  const rows = context.viewOf(emitted, [groups, outGroup * outHeight, outWidth * n])
  const products = Array.from({ length: kernel }, (_, b) => {
    const columns = onnx.reshape(shifted(context, node, undefined, b), [groups, inGroup * height, outWidth * n])
    return onnx.add('FusedMatMul', [rows, columns], { transB: 1 }, microsoft)
  })
  const weights = outputs * inGroup
  const pairs = onnx.reshape(onnx.add('Concat', products, { axis: 0 }), [kernel * outputs, outHeight, inGroup, height])
  const ordered = onnx.reshape(onnx.add('Transpose', [pairs], { perm: [0, 2, 1, 3] }), [
    kernel * weights,
    outHeight * height,
  ])
  const diagonals = new Float32Array(outHeight * height * kernel)
  for (let p = 0; p < outHeight; p++)
    for (let a = 0; a < kernel; a++) {
      const row = p * stride + a - padding
      if (row >= 0 && row < height) diagonals[(p * height + row) * kernel + a] = 1
    }
  const sums = onnx.add('MatMul', [ordered, onnx.floats(diagonals, [outHeight * height, kernel])])
  const byTap = onnx.add('Transpose', [onnx.reshape(sums, [kernel, weights, kernel])], { perm: [1, 2, 0] })
  return [scale({ name: byTap, shape: [weights, kernel, kernel] })]
}

/**
 * One product of dy [O, M] with the shifted inputs of all taps [k * k * I, M]: for images, whose few channels are
 * cheaper to copy than dy is to read k * k times. For convolutions with one group.
 */
export const weightGradientOfImages: Formulation<'conv2dWeightGradient'> = (context, node) => {
  const { dy, inGroup, outputs, elements, taps } = sizes(node)
  const { onnx } = context
  const { emitted, scale } = scaledRows(context, dy)
  const inputs = taps.map(([a, b]) => onnx.reshape(shifted(context, node, a, b), [inGroup, elements]))
  const operands = [context.viewOf(emitted, [outputs, elements]), onnx.add('Concat', inputs, { axis: 0 })]
  const product = onnx.reshape(onnx.add('Gemm', operands, { transB: 1 }), [outputs, taps.length, inGroup])
  const name = onnx.add('Transpose', [product], { perm: [0, 2, 1] })
  return [scale({ name, shape: [outputs, inGroup, taps.length] })]
}

/**
 * By rows or by taps, whichever is cheaper in a model of their cost in ns per input element: copies, and
 * multiplications that grow with the number of rows. Fitted to measurements of one core; see docs/performance.md.
 */
export const weightGradientByShifts: Formulation<'conv2dWeightGradient'> = (context, node) => {
  const { outGroup, height } = sizes(node)
  const byRows = 1 + 0.038 * outGroup * height
  const byTaps = 5.5 + 0.08 * outGroup
  return (byRows < byTaps ? weightGradientByRows : weightGradientByTaps)(context, node)
}

/** The same products with standard operators and batch-first layout: both operands are transposed once. */
export const portableWeightGradient: Formulation<'conv2dWeightGradient'> = (context, node) => {
  const { x, dy, n, height, width, groups, stride, inGroup, outGroup, outputs, padding, elements, ends, taps } =
    sizes(node)
  const { onnx } = context
  const { emitted, scale } = scaledRows(context, dy)
  const rows = onnx.reshape(onnx.add('Transpose', [context.viewOf(emitted, dy.shape)], { perm: [1, 2, 3, 0] }), [
    groups,
    outGroup,
    elements,
  ])
  const pads = [0, 0, padding, padding]
  const padded = padding === 0 ? context.name(x) : onnx.add('Pad', [context.name(x), onnx.integers([...pads, ...pads])])
  const grouped = onnx.reshape(padded, [n, groups, inGroup, height + 2 * padding, width + 2 * padding])
  const source = onnx.add('Transpose', [grouped], { perm: [1, 3, 4, 0, 2] })
  const products = taps.map(([a, b]) => {
    const bounds = [onnx.integers([a, b]), onnx.integers(ends(a, b)), onnx.integers([1, 2])]
    const shifted = onnx.add('Slice', [source, ...bounds, onnx.integers([stride, stride])])
    return onnx.add('MatMul', [rows, onnx.reshape(shifted, [groups, elements, inGroup])])
  })
  return [scale(joinTaps(context, products, outputs * inGroup))]
}
