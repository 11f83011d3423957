import { sizeOf, type Shape } from '#shared/graph/graph.ts'
import type { FeatureMap, PerImage } from '#shared/graph/ops/shapes.ts'

/**
 * The axis order of batched values in a plan: feature maps are [N, C, H, W], [1, C, H, W, N] with the images of the
 * batch innermost, or [C, N, H, W]. Space is axes 2 and 3 in all of them.
 */
export interface Layout {
  /** Whether the batch is the last axis of the graph's inputs and outputs; otherwise they are in reference layout. */
  batchLast: boolean
  /** Whether feature maps are [C, N, H, W] between formulations, so that inputs and outputs have to be transposed. */
  channelFirst: boolean
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
  /** A feature map with its space axes merged into one, and the index of that axis. */
  flatSpace(shape: FeatureMap): { shape: number[]; axis: number }
}

/** [1, C, H, W, N] and [C, N]: each row of the whole batch is contiguous. */
export const batchLastLayout: Layout = {
  batchLast: true,
  channelFirst: false,
  batched: (shape) =>
    shape.length === 4 ? [1, shape[1]!, shape[2]!, shape[3]!, shape[0]!] : [...shape.slice(1), shape[0]!],
  vectorAxis: 0,
  reduced: [0, 2, 3, 4],
  spatial: (height, width, rest) => [height, width, rest],
  perChannel: (channels) => [channels, 1, 1, 1],
  perImage: ([n, c]) => [1, c, 1, 1, n],
  flatSpace: ([n, c, h, w]) => ({ shape: [c, h * w, n], axis: 1 }),
}

/** [N, C, H, W] and [N, C], as in the reference. */
export const batchFirstLayout: Layout = {
  batchLast: false,
  channelFirst: false,
  batched: (shape) => [...shape],
  vectorAxis: 1,
  reduced: [0, 2, 3],
  spatial: (height, width) => [height, width],
  perChannel: (channels) => [channels, 1, 1],
  perImage: ([n, c]) => [n, c, 1, 1],
  flatSpace: ([n, c, h, w]) => ({ shape: [n, c, h * w], axis: 2 }),
}

/**
 * [C, N, H, W] and [C, N]: each row of the whole batch is contiguous, as in batchLastLayout, and each image of a channel
 * as well, so that a map becomes [N, C, H, W] by moving whole images.
 */
export const channelFirstLayout: Layout = {
  batchLast: false,
  channelFirst: true,
  batched: ([n, c, ...space]) => [c!, n!, ...space],
  vectorAxis: 0,
  reduced: [1, 2, 3],
  spatial: (height, width) => [height, width],
  perChannel: (channels) => [channels, 1, 1, 1],
  perImage: ([n, c]) => [c, n, 1, 1],
  flatSpace: ([n, c, h, w]) => ({ shape: [c, n, h * w], axis: 2 }),
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
