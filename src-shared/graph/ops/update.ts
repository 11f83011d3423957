import type { Operator } from '#shared/graph/graph.ts'

export interface SgdAttributes {
  momentum: number
  nesterov: boolean
  weightDecay: number
}

/**
 * One step of SGD as in PyTorch: inputs parameter p, momentum m, gradient g, learning rate lr (scalar); outputs
 * p' and m'. g += weightDecay * p; m' = momentum * m + g; p' = p - lr * (nesterov ? g + momentum * m' : m').
 */
export const sgdUpdate: Operator<SgdAttributes> = {
  id: 'sgdUpdate',
  shapes: ([p]) => [p!, p!],
  evaluate([p, m, g, lr], { momentum, nesterov, weightDecay }) {
    const decayed = g!.data.map((value, i) => value + weightDecay * p!.data[i]!)
    const next = m!.data.map((value, i) => momentum * value + decayed[i]!)
    const step = nesterov ? decayed.map((value, i) => value + momentum * next[i]!) : next
    return [p!.data.map((value, i) => value - lr!.data[0]! * step[i]!), next]
  },
}

/** (1 - momentum) * running + momentum * factor * batch: PyTorch's running statistics. */
export const runningUpdate: Operator<{ momentum: number; factor: number }> = {
  id: 'runningUpdate',
  shapes: ([running]) => [running!],
  evaluate: ([running, batch], { momentum, factor }) => [
    running!.data.map((value, i) => (1 - momentum) * value + momentum * factor * batch!.data[i]!),
  ],
}

/** x times a constant; the unbiased from the biased variance, say. */
export const scale: Operator<{ factor: number }> = {
  id: 'scale',
  shapes: ([x]) => [x!],
  evaluate: ([x], { factor }) => [x!.data.map((value) => value * factor)],
}
