import { sizeOf, type Operator, type Shape, type Tensor } from '#shared/graph/graph.ts'

export interface ConvAttributes {
  stride: number
  groups: number
}
export interface ConvInputGradientAttributes extends ConvAttributes {
  /** Spatial size of the convolution's input, which the output's size does not determine. */
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
 * convolution of x [N, C, H, W] by w [O, C / groups, k, k]; padded positions are left out.
 */
function forEachProduct(
  x: Shape,
  w: Shape,
  { stride, groups }: ConvAttributes,
  visit: (output: number, input: number, weight: number) => void,
): void {
  const [batch, channels, height, width] = x as [number, number, number, number]
  const [outputs, perGroup, kernel] = w as [number, number, number]
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

const inputShape = (dy: Shape, w: Shape, a: ConvInputGradientAttributes): Shape => [
  dy[0]!,
  w[1]! * a.groups,
  a.height,
  a.width,
]
const weightShape = (x: Shape, dy: Shape, a: ConvWeightGradientAttributes): Shape => [
  dy[1]!,
  x[1]! / a.groups,
  a.kernel,
  a.kernel,
]

/** Convolution of x [N, C, H, W] by w [O, C / groups, k, k], k odd, padding (k - 1) / 2 -> [N, O, H', W']. */
export const conv2d: Operator<ConvAttributes> = {
  id: 'conv2d',
  shapes([x, w], { stride, groups }) {
    if (w![0]! % groups !== 0) throw new RangeError(`invalid groups: ${groups} (must divide the ${w![0]!} outputs)`)
    if (x![1] !== w![1]! * groups)
      throw new RangeError(`invalid weight shape: [${w!}] (${x![1]!} input channels in ${groups} groups)`)
    return [[x![0]!, w![0]!, convolvedSize(x![2]!, stride), convolvedSize(x![3]!, stride)]]
  },
  evaluate([x, w], attributes) {
    const [y] = conv2d.shapes([x!.shape, w!.shape], attributes)
    const out = new Float64Array(sizeOf(y!))
    forEachProduct(x!.shape, w!.shape, attributes, (o, i, k) => {
      out[o]! += x!.data[i]! * w!.data[k]!
    })
    return [out]
  },
  gradient({ graph, inputs: [x, w], gradients: [dy], attributes, needed }) {
    const [, , height, width] = x!.shape as [number, number, number, number]
    return [
      needed[0] ? graph.apply1(conv2dInputGradient, [dy!, w!], { ...attributes, height, width }) : undefined,
      needed[1] ? graph.apply1(conv2dWeightGradient, [x!, dy!], { ...attributes, kernel: w!.shape[2]! }) : undefined,
    ]
  },
  cost([x, w], attributes) {
    const [y] = conv2d.shapes([x!, w!], attributes)
    const positions = y![0]! * y![2]! * y![3]!
    return { flops: sizeOf(w!) * positions, activations: y![1]! * positions }
  },
}

/** Gradient of a convolution's input, [N, C, H, W], from dy [N, O, H', W'] and w. */
export const conv2dInputGradient: Operator<ConvInputGradientAttributes> = {
  id: 'conv2dInputGradient',
  shapes: ([dy, w], attributes) => [inputShape(dy!, w!, attributes)],
  evaluate([dy, w], attributes) {
    const x = inputShape(dy!.shape, w!.shape, attributes)
    const out = new Float64Array(sizeOf(x))
    forEachProduct(x, w!.shape, attributes, (o, i, k) => {
      out[i]! += dy!.data[o]! * w!.data[k]!
    })
    return [out]
  },
}

/** Gradient of a convolution's weight, [O, C / groups, k, k], from x and dy. */
export const conv2dWeightGradient: Operator<ConvWeightGradientAttributes> = {
  id: 'conv2dWeightGradient',
  batched: [false],
  shapes: ([x, dy], attributes) => [weightShape(x!, dy!, attributes)],
  evaluate([x, dy]: readonly Tensor[], attributes) {
    const w = weightShape(x!.shape, dy!.shape, attributes)
    const out = new Float64Array(sizeOf(w))
    forEachProduct(x!.shape, w, attributes, (o, i, k) => {
      out[k]! += x!.data[i]! * dy!.data[o]!
    })
    return [out]
  },
}
