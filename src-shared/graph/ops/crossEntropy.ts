import type { Operator, Tensor } from '#shared/graph/graph.ts'
import { at } from './elements.ts'
import type { PerImage, Scalar } from './shapes.ts'

export interface CrossEntropyAttributes {
  /** Share of each target that is spread evenly over the classes, in [0, 1). */
  smoothing: number
}
type Inputs = [logits: PerImage, targets: PerImage]

/** Log-softmax of every row of `logits` [N, K] and the smoothed targets. */
function distributions(
  [logits, targets]: readonly [Tensor<PerImage>, Tensor<PerImage>],
  { smoothing }: CrossEntropyAttributes,
) {
  const [, classes] = logits.shape
  const logSoftmax = new Float64Array(logits.data.length)
  for (let row = 0; row < logits.data.length; row += classes) {
    const slice = logits.data.subarray(row, row + classes)
    const largest = Math.max(...slice)
    const normaliser = largest + Math.log(slice.reduce((sum, x) => sum + Math.exp(x - largest), 0))
    slice.forEach((x, k) => (logSoftmax[row + k] = x - normaliser))
  }
  const smoothed = { shape: targets.shape, data: targets.data.map((t) => t * (1 - smoothing) + smoothing / classes) }
  return { logSoftmax, smoothed }
}

/** Mean over the batch of -sum target * log softmax(logits); targets [N, K] sum to 1 per image -> scalar. */
export const crossEntropy: Operator<Inputs, [loss: Scalar], CrossEntropyAttributes> = {
  id: 'crossEntropy',
  batched: [false],
  shapes([logits, targets]) {
    if (logits.join() !== targets.join())
      throw new RangeError(`invalid targets shape: [${targets}] (logits are [${logits}])`)
    return [[]]
  },
  evaluate(inputs, attributes) {
    const { logSoftmax, smoothed } = distributions(inputs, attributes)
    const sum = logSoftmax.reduce((total, l, i) => total - l * at(smoothed, i), 0)
    return [Float64Array.of(sum / inputs[0].shape[0])]
  },
  gradient({ graph, inputs: [logits, targets], attributes }) {
    return [graph.apply1(crossEntropyGradient, [logits, targets], attributes), undefined]
  },
}

/** Gradient of crossEntropy with respect to the logits, for a loss gradient of 1: (softmax - target) / N. */
export const crossEntropyGradient: Operator<Inputs, [dLogits: PerImage], CrossEntropyAttributes> = {
  id: 'crossEntropyGradient',
  shapes: ([logits]) => [logits],
  evaluate(inputs, attributes) {
    const { logSoftmax, smoothed } = distributions(inputs, attributes)
    return [logSoftmax.map((l, i) => (Math.exp(l) - at(smoothed, i)) / inputs[0].shape[0])]
  },
}
