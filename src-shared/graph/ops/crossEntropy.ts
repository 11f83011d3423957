import type { Operator, Tensor } from '#shared/graph/graph.ts'

export interface CrossEntropyAttributes {
  /** Share of every target that is spread evenly over the classes, in [0, 1). */
  smoothing: number
}

/** Softmax of every row of `logits` [N, K] and the smoothed targets. */
function distributions([logits, targets]: readonly Tensor[], { smoothing }: CrossEntropyAttributes) {
  const classes = logits!.shape[1]!
  const logSoftmax = new Float64Array(logits!.data.length)
  for (let row = 0; row < logits!.data.length; row += classes) {
    const slice = logits!.data.subarray(row, row + classes)
    const largest = Math.max(...slice)
    const normaliser = largest + Math.log(slice.reduce((sum, x) => sum + Math.exp(x - largest), 0))
    slice.forEach((x, k) => (logSoftmax[row + k] = x - normaliser))
  }
  return { logSoftmax, smoothed: targets!.data.map((t) => t * (1 - smoothing) + smoothing / classes) }
}

/** Mean over the batch of -sum target * log softmax(logits); targets [N, K] sum to 1 per image -> scalar. */
export const crossEntropy: Operator<CrossEntropyAttributes> = {
  id: 'crossEntropy',
  batched: [false],
  shapes([logits, targets]) {
    if (logits!.join() !== targets!.join())
      throw new RangeError(`invalid targets shape: [${targets!}] (logits are [${logits!}])`)
    return [[]]
  },
  evaluate(inputs, attributes) {
    const { logSoftmax, smoothed } = distributions(inputs, attributes)
    const sum = logSoftmax.reduce((total, l, i) => total - l * smoothed[i]!, 0)
    return [Float64Array.of(sum / inputs[0]!.shape[0]!)]
  },
  gradient({ graph, inputs: [logits, targets], attributes }) {
    return [graph.apply1(crossEntropyGradient, [logits!, targets!], attributes), undefined]
  },
}

/** Gradient of crossEntropy by the logits, for a gradient of 1 of the loss itself: (softmax - target) / N. */
export const crossEntropyGradient: Operator<CrossEntropyAttributes> = {
  id: 'crossEntropyGradient',
  shapes: ([logits]) => [logits!],
  evaluate(inputs, attributes) {
    const { logSoftmax, smoothed } = distributions(inputs, attributes)
    return [logSoftmax.map((l, i) => (Math.exp(l) - smoothed[i]!) / inputs[0]!.shape[0]!)]
  },
}
