import { sizeOf, type Operator, type Tensor } from '#shared/graph/graph.ts'
import { convolvedSize } from './conv2d.ts'
import { addTo, at } from './elements.ts'
import type { FeatureMap, PerImage } from './shapes.ts'

/** Mean over the positions of x [N, C, H, W] -> [N, C]. */
export const globalAveragePool: Operator<[x: FeatureMap], [mean: PerImage]> = {
  id: 'globalAveragePool',
  shapes: ([[images, channels]]) => [[images, channels]],
  evaluate([x]) {
    const plane = x.shape[2] * x.shape[3]
    const out = new Float64Array(x.data.length / plane)
    x.data.forEach((value, i) => addTo(out, Math.floor(i / plane), value / plane))
    return [out]
  },
  gradient({ graph, inputs: [x], dy }) {
    const [, , height, width] = x.shape
    return [graph.apply1(spreadMean, [dy], { height, width })]
  },
}

/** Gives every position its channel's value divided by the number of positions: [N, C] -> [N, C, height, width]. */
export const spreadMean: Operator<[dy: PerImage], [dx: FeatureMap], { height: number; width: number }> = {
  id: 'spreadMean',
  shapes: ([[images, channels]], { height, width }) => [[images, channels, height, width]],
  evaluate([dy], { height, width }) {
    const plane = height * width
    return [Float64Array.from({ length: dy.data.length * plane }, (_, i) => at(dy, Math.floor(i / plane)) / plane)]
  },
}

/** Calls `visit` with each output's flat offset and the offset of its first maximum in a 3x3, stride 2 max-pool. */
function forEachMaximum(x: Tensor<FeatureMap>, visit: (output: number, input: number) => void): void {
  const [batch, channels, height, width] = x.shape
  const [outHeight, outWidth] = [convolvedSize(height, 2), convolvedSize(width, 2)]
  for (let plane = 0; plane < batch * channels; plane++)
    for (let p = 0; p < outHeight; p++)
      for (let q = 0; q < outWidth; q++) {
        let best = -1
        for (let row = Math.max(0, 2 * p - 1); row <= Math.min(height - 1, 2 * p + 1); row++)
          for (let column = Math.max(0, 2 * q - 1); column <= Math.min(width - 1, 2 * q + 1); column++) {
            const offset = (plane * height + row) * width + column
            if (best < 0 || at(x, offset) > at(x, best)) best = offset
          }
        visit((plane * outHeight + p) * outWidth + q, best)
      }
}

const pooled = ([n, c, h, w]: FeatureMap): FeatureMap => [n, c, convolvedSize(h, 2), convolvedSize(w, 2)]

/** 3x3 max-pool of x [N, C, H, W], stride 2, padding 1. */
export const maxPool: Operator<[x: FeatureMap], [y: FeatureMap]> = {
  id: 'maxPool',
  shapes: ([x]) => [pooled(x)],
  evaluate([x]) {
    const out = new Float64Array(sizeOf(pooled(x.shape)))
    forEachMaximum(x, (o, i) => (out[o] = at(x, i)))
    return [out]
  },
  gradient: ({ graph, inputs: [x], outputs: [y], dy }) => [graph.apply1(maxPoolGradient, [x, y, dy], {})],
}

/** From x, y = maxPool(x) and dy: each output's gradient goes to the first maximum of its window, in row order. */
export const maxPoolGradient: Operator<[x: FeatureMap, y: FeatureMap, dy: FeatureMap], [dx: FeatureMap]> = {
  id: 'maxPoolGradient',
  shapes: ([x]) => [x],
  evaluate([x, , dy]) {
    const out = new Float64Array(x.data.length)
    forEachMaximum(x, (o, i) => addTo(out, i, at(dy, o)))
    return [out]
  },
}
