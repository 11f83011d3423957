import { sizeOf, type Operator } from '#shared/graph/graph.ts'
import { addTo, at } from './elements.ts'
import type { FeatureMap, Kernel } from './shapes.ts'

export interface ConvAttributes {
  stride: number
  groups: number
}
export interface ConvInputGradientAttributes extends ConvAttributes {
  /** Spatial size of the convolution's input, which its output size does not determine. */
  height: number
  width: number
}
export interface ConvWeightGradientAttributes extends ConvAttributes {
  kernel: number
}

/** Output size along one axis: padding is (kernel - 1) / 2, so only the stride shrinks it. */
export function convolvedSize(size: number, stride: number): number {
  return Math.floor((size - 1) / stride) + 1
}

/**
 * Calls `visit` with the flat offsets of (output element, input element, weight element) of every product in the
 * convolution of x [N, C, H, W] with w [O, C / groups, k, k], except in the padding.
 */
function forEachProduct(
  [batch, channels, height, width]: FeatureMap,
  [outputs, perGroup, kernel]: Kernel,
  { stride, groups }: ConvAttributes,
  visit: (output: number, input: number, weight: number) => void,
): void {
  const [outHeight, outWidth] = [convolvedSize(height, stride), convolvedSize(width, stride)]
  const padding = (kernel - 1) / 2
  for (let n = 0; n < batch; n++)
    for (let o = 0; o < outputs; o++)
      for (let i = 0; i < perGroup; i++) {
        const channel = Math.floor(o / (outputs / groups)) * perGroup + i
        for (let a = 0; a < kernel; a++)
          for (let b = 0; b < kernel; b++)
            for (let p = 0; p < outHeight; p++)
              for (let q = 0; q < outWidth; q++) {
                const row = p * stride + a - padding
                const column = q * stride + b - padding
                if (row < 0 || row >= height || column < 0 || column >= width) continue
                visit(
                  ((n * outputs + o) * outHeight + p) * outWidth + q,
                  ((n * channels + channel) * height + row) * width + column,
                  ((o * perGroup + i) * kernel + a) * kernel + b,
                )
              }
      }
}

type InputGradient = ConvInputGradientAttributes
type WeightGradient = ConvWeightGradientAttributes

const inputShape = ([n]: FeatureMap, [, perGroup]: Kernel, { groups, height, width }: InputGradient): FeatureMap => [
  n,
  perGroup * groups,
  height,
  width,
]
const weightShape = ([, c]: FeatureMap, [, o]: FeatureMap, { groups, kernel }: WeightGradient): Kernel => [
  o,
  c / groups,
  kernel,
  kernel,
]

/** Convolution of x [N, C, H, W] with w [O, C / groups, k, k], k odd, padding (k - 1) / 2 -> [N, O, H', W']. */
export const conv2d: Operator<[x: FeatureMap, w: Kernel], [y: FeatureMap], ConvAttributes> = {
  id: 'conv2d',
  shapes([[n, channels, height, width], w], { stride, groups }) {
    const [outputs, perGroup] = w
    if (outputs % groups !== 0) throw new RangeError(`invalid groups: ${groups} (must divide the ${outputs} outputs)`)
    if (channels !== perGroup * groups)
      throw new RangeError(`invalid weight shape: [${w}] (${channels} input channels in ${groups} groups)`)
    return [[n, outputs, convolvedSize(height, stride), convolvedSize(width, stride)]]
  },
  evaluate([x, w], attributes) {
    const [y] = conv2d.shapes([x.shape, w.shape], attributes)
    const out = new Float64Array(sizeOf(y))
    forEachProduct(x.shape, w.shape, attributes, (o, i, k) => addTo(out, o, at(x, i) * at(w, k)))
    return [out]
  },
  gradient({ graph, inputs: [x, w], dy, attributes, needed }) {
    const [, , height, width] = x.shape
    const [, , kernel] = w.shape
    return [
      needed[0] ? graph.apply1(conv2dInputGradient, [dy, w], { ...attributes, height, width }) : undefined,
      needed[1] ? graph.apply1(conv2dWeightGradient, [x, dy], { ...attributes, kernel }) : undefined,
    ]
  },
  cost([x, w], attributes) {
    const [[n, channels, height, width]] = conv2d.shapes([x, w], attributes)
    const positions = n * height * width
    return { flops: sizeOf(w) * positions, activations: channels * positions }
  },
}

/** Gradient of a convolution's input, [N, C, H, W], from dy [N, O, H', W'] and w. */
export const conv2dInputGradient: Operator<[dy: FeatureMap, w: Kernel], [dx: FeatureMap], InputGradient> = {
  id: 'conv2dInputGradient',
  shapes: ([dy, w], attributes) => [inputShape(dy, w, attributes)],
  evaluate([dy, w], attributes) {
    const x = inputShape(dy.shape, w.shape, attributes)
    const out = new Float64Array(sizeOf(x))
    forEachProduct(x, w.shape, attributes, (o, i, k) => addTo(out, i, at(dy, o) * at(w, k)))
    return [out]
  },
}

/** Gradient of a convolution's weight, [O, C / groups, k, k], from x and dy. */
export const conv2dWeightGradient: Operator<[x: FeatureMap, dy: FeatureMap], [dw: Kernel], WeightGradient> = {
  id: 'conv2dWeightGradient',
  batched: [false],
  shapes: ([x, dy], attributes) => [weightShape(x, dy, attributes)],
  evaluate([x, dy], attributes) {
    const w = weightShape(x.shape, dy.shape, attributes)
    const out = new Float64Array(sizeOf(w))
    forEachProduct(x.shape, w, attributes, (o, i, k) => addTo(out, k, at(x, i) * at(dy, o)))
    return [out]
  },
}
