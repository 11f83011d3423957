import { integer, integers, text } from './attributes.ts'
import type { OnnxNode, OnnxShape } from './onnxNode.ts'

/**
 * Shape [N, channels, ...] after sliding windows of `kernel` with the node's strides, dilations and pads (all begins,
 * then all ends, or by auto_pad).
 */
export function windowed(
  [batch, , ...sizes]: OnnxShape,
  channels: number | string,
  kernel: readonly number[],
  node: OnnxNode,
): OnnxShape {
  const [strides, pads, dilations] = ['strides', 'pads', 'dilations'].map((name) => integers(node, name))
  const round = integer(node, 'ceil_mode', 0) === 1 ? Math.ceil : Math.floor
  const isSame = text(node, 'auto_pad').startsWith('SAME')
  const out = sizes.map((size, i) => {
    const stride = strides?.[i] ?? 1
    if (isSame) return Math.ceil(Number(size) / stride)
    const [begin, end] = [pads?.[i] ?? 0, pads?.[i + sizes.length] ?? 0]
    const reach = (dilations?.[i] ?? 1) * (kernel[i]! - 1) + 1
    const places = round((Number(size) + begin + end - reach) / stride) + 1
    // A last window of ceil_mode must not lie in the padding alone.
    return round === Math.ceil && (places - 1) * stride >= Number(size) + begin ? places - 1 : places
  })
  return [batch!, channels, ...out]
}

/** Shape after pooling by the node's window; undefined without one. */
export function pooled(x: OnnxShape, node: OnnxNode): OnnxShape | undefined {
  const kernel = integers(node, 'kernel_shape')
  return kernel && windowed(x, x[1]!, kernel, node)
}

/** Shape after a transposed convolution by a weight of shape [channels in, channels out / groups, ...]. */
export function transposed([batch, , ...sizes]: OnnxShape, weight: OnnxShape, node: OnnxNode): OnnxShape {
  const [strides, pads, dilations, more, given] = [
    ...['strides', 'pads', 'dilations', 'output_padding', 'output_shape'].map((name) => integers(node, name)),
  ]
  const isSame = text(node, 'auto_pad').startsWith('SAME')
  const out = sizes.map((size, i) => {
    const stride = strides?.[i] ?? 1
    if (given) return given[i + given.length - sizes.length]!
    if (isSame) return Number(size) * stride
    const reach = (dilations?.[i] ?? 1) * (Number(weight[i + 2]) - 1) + 1
    return stride * (Number(size) - 1) + (more?.[i] ?? 0) + reach - (pads?.[i] ?? 0) - (pads?.[i + sizes.length] ?? 0)
  })
  return [batch!, Number(weight[1]) * integer(node, 'group', 1), ...out]
}
