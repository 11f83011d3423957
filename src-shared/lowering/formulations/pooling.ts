import type { FeatureMap } from '#shared/graph/ops/shapes.ts'
import type { LoweringContext } from '#shared/lowering/loweringContext.ts'
import type { Formulation } from '#shared/lowering/planTypes.ts'

/** Mean over height and width, [N, C]. */
export const meanOverSpace: Formulation<'globalAveragePool'> = (context, { inputs: [x], outputs: [y] }) => {
  const { onnx } = context
  const { shape, axis } = context.layout.flatSpace(x.shape)
  const mean = onnx.add('ReduceMean', [context.view(x, shape), onnx.integers([axis])], { keepdims: 0 })
  return [context.emit(y, mean)]
}

/** dy / (H * W) at every position. */
export const spreadOverSpace: Formulation<'spreadMean'> = (context, node) => {
  const [dy] = node.inputs
  const [dx] = node.outputs
  const { height, width } = node.attributes
  const { onnx, layout } = context
  const share = onnx.add('Mul', [context.view(dy, layout.perImage(dy.shape)), onnx.scalar(1 / (height * width))])
  return [context.emit(dx, onnx.add('Expand', [share, onnx.integers(context.shapeOf(dx))]))]
}

/** x times a factor for each image and channel. */
export const scaledPerImage: Formulation<'scaleChannels'> = (context, { inputs: [x, s], outputs: [y] }) => {
  const factor = context.view(s, context.layout.perImage(s.shape))
  return [context.emit(y, context.onnx.add('Mul', [context.name(x), factor]))]
}

/** Sum of a product over space. */
export const dotOverSpace: Formulation<'channelDot'> = (context, { inputs: [a, b], outputs: [dot] }) => {
  const { onnx } = context
  const { shape, axis } = context.layout.flatSpace(a.shape)
  const product = onnx.add('Mul', [context.view(a, shape), context.view(b, shape)])
  return [context.emit(dot, onnx.add('ReduceSum', [product, onnx.integers([axis])], { keepdims: 0 }))]
}

/** 3x3 windows with stride 2 and padding 1. */
export const maxPooling: Formulation<'maxPool'> = (context, { inputs: [x], outputs: [y] }) => {
  const { layout, onnx } = context
  const pooled = onnx.add('MaxPool', [context.name(x)], {
    kernel_shape: layout.spatial(3, 3, 1),
    strides: layout.spatial(2, 2, 1),
    pads: [...layout.spatial(1, 1, 0), ...layout.spatial(1, 1, 0)],
  })
  return [context.emit(y, pooled)]
}

/**
 * Gradient of a 3x3, stride 2 max-pool, tap by tap in row order: each tap takes the part of dy whose window has its
 * first maximum there and puts it in place; later taps no longer see that part.
 */
export const maxPoolGradientByTaps: Formulation<'maxPoolGradient'> = (context, node) => {
  const [x, y, dy] = node.inputs
  const [dx] = node.outputs
  const { onnx, layout } = context
  const [, , height, width] = x.shape
  const [, , outHeight, outWidth] = y.shape
  // Room for every window including the incomplete last ones: 2 * outHeight + 1 rows.
  const after = layout.spatial(2 * outHeight - height, 2 * outWidth - width, 0)
  const pads = onnx.integers([0, 0, ...layout.spatial(1, 1, 0), 0, 0, ...after])
  const padded = onnx.add('Pad', [context.name(x), pads, onnx.scalar(-3.4e38)])
  let left = context.name(dy)
  const placedTap = (a: number, b: number) => {
    const ends = onnx.integers([a + 2 * outHeight - 1, b + 2 * outWidth - 1])
    const bounds = [onnx.integers([a, b]), ends, onnx.integers([2, 3]), onnx.integers([2, 2])]
    const tap = onnx.add('Slice', [padded, ...bounds])
    // An element below the maximum differs from it; GreaterOrEqual is the one comparison available in every provider.
    const isMaximum = onnx.add('GreaterOrEqual', [tap, context.name(y)])
    const taken = onnx.add('Where', [isMaximum, left, onnx.scalar(0)])
    left = onnx.add('Sub', [left, taken])
    return placeTap(context, taken, y.shape, a, b)
  }
  let sum = placedTap(0, 0)
  for (let tap = 1; tap < 9; tap++) sum = onnx.add('Add', [sum, placedTap(Math.floor(tap / 3), tap % 3)])
  const bounds = [onnx.integers([1, 1]), onnx.integers([1 + height, 1 + width]), onnx.integers([2, 3])]
  return [context.emit(dx, onnx.add('Slice', [sum, ...bounds]))]
}

/**
 * Places a pooled map [.., h, w, ..] on the padded input's grid [.., 2h + 1, 2w + 1, ..]: element (p, q) at (2p + a, 2q
 * + b).
 */
function placeTap({ onnx, layout }: LoweringContext, name: string, [n, c, h, w]: FeatureMap, a: number, b: number) {
  const lead = layout.batchLast ? [c] : [n * c]
  const tail = layout.batchLast ? [n] : []
  const spread = onnx.reshape(name, [...lead, h, 1, w, 1, ...tail])
  const zeros = tail.map(() => 0)
  const pads = [0, 0, 0, 0, 0, ...zeros, 0, 0, 1, 0, 1, ...zeros]
  const doubled = onnx.reshape(onnx.add('Pad', [spread, onnx.integers(pads)]), layout.batched([n, c, 2 * h, 2 * w]))
  // The last of 2h rows is zero, so a shift by two may drop it.
  const shift = (k: number) => ({ before: k, after: 1 - k })
  const [rows, columns] = [shift(a), shift(b)]
  const around = [...layout.spatial(rows.before, columns.before, 0), ...layout.spatial(rows.after, columns.after, 0)]
  const half = around.length / 2
  return onnx.add('Pad', [doubled, onnx.integers([0, 0, ...around.slice(0, half), 0, 0, ...around.slice(half)])])
}
