import { sizeOf, type Shape } from '#shared/graph/graph.ts'
import type { PerImage } from '#shared/graph/ops/shapes.ts'

/**
 * The axis order of batched values in a plan. Channels are axis 1 and space axes 2 and 3 of a feature map in both
 * layouts: [N, C, H, W], or [1, C, H, W, N] with the images of the batch innermost.
 */
export interface Layout {
  batchLast: boolean
  /** ONNX shape of a batched value with the given reference shape. */
  batched(shape: Shape): number[]
  /** Axis of the channels or classes of a batched vector. */
  vectorAxis: number
  /** Axes over which a feature map is reduced to one number per channel. */
  reduced: number[]
  /** Kernel shape and the like: one entry per axis after the channels. */
  spatial(height: number, width: number, rest: number): number[]
  /** Shape that broadcasts a vector of channels over a feature map. */
  perChannel(channels: number): number[]
  /** Shape that broadcasts a batched vector [N, C] over a feature map. */
  perImage(shape: PerImage): number[]
}

/** [1, C, H, W, N] and [C, N]: each row of the whole batch is contiguous. */
export const batchLastLayout: Layout = {
  batchLast: true,
  batched: (shape) =>
    shape.length === 4 ? [1, shape[1]!, shape[2]!, shape[3]!, shape[0]!] : [...shape.slice(1), shape[0]!],
  vectorAxis: 0,
  reduced: [0, 2, 3, 4],
  spatial: (height, width, rest) => [height, width, rest],
  perChannel: (channels) => [channels, 1, 1, 1],
  perImage: ([n, c]) => [1, c, 1, 1, n],
}

/** [N, C, H, W] and [N, C], as in the reference. */
export const batchFirstLayout: Layout = {
  batchLast: false,
  batched: (shape) => [...shape],
  vectorAxis: 1,
  reduced: [0, 2, 3],
  spatial: (height, width) => [height, width],
  perChannel: (channels) => [channels, 1, 1],
  perImage: ([n, c]) => [n, c, 1, 1],
}

/** `data` of a batched value with its first axis moved to the end (`toLast`), or its last axis to the front. */
export function moveBatchAxis(data: Float32Array, shape: Shape, toLast: boolean): Float32Array {
  const batch = shape[0]!
  const rest = sizeOf(shape) / batch
  const out = new Float32Array(data.length)
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < rest; i++) {
      if (toLast) out[i * batch + n] = data[n * rest + i]!
      else out[n * rest + i] = data[i * batch + n]!
    }
  return out
}
