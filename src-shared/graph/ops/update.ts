import type { Operator, Shape } from '#shared/graph/graph.ts'
import { at } from './elements.ts'
import type { LossScale } from './lossScaling.ts'
import type { Scalar } from './shapes.ts'

export interface SgdAttributes {
  momentum: number
  nesterov: boolean
  weightDecay: number
}

/**
 * One step of SGD as in PyTorch: inputs parameter p, momentum m, gradient g, learning rate lr (scalar); outputs
 * p' and m'. g += weightDecay * p; m' = momentum * m + g; p' = p - lr * (nesterov ? g + momentum * m' : m').
 */
export const sgdUpdate: Operator<[p: Shape, m: Shape, g: Shape, lr: Scalar], [p: Shape, m: Shape], SgdAttributes> = {
  id: 'sgdUpdate',
  shapes: ([p]) => [p, p],
  evaluate([p, m, g, lr], { momentum, nesterov, weightDecay }) {
    const { shape } = p
    const decayed = { shape, data: g.data.map((value, i) => value + weightDecay * at(p, i)) }
    const next = { shape, data: m.data.map((value, i) => momentum * value + at(decayed, i)) }
    const step = nesterov ? { shape, data: decayed.data.map((value, i) => value + momentum * at(next, i)) } : next
    return [p.data.map((value, i) => value - at(lr, 0) * at(step, i)), next.data]
  },
}

/**
 * The same with a gradient that is multiplied by the scale of `lossScaling`, whose states before and after the step are
 * inputs: if the step is skipped, p and m stay as they are, bit for bit.
 */
export const scaledSgdUpdate: Operator<
  [p: Shape, m: Shape, g: Shape, lr: Scalar, state: LossScale, next: LossScale],
  [p: Shape, m: Shape],
  SgdAttributes
> = {
  id: 'scaledSgdUpdate',
  shapes: ([p]) => [p, p],
  evaluate([p, m, g, lr, state, next], attributes) {
    if (at(next, 2) > at(state, 2)) return [p.data.slice(), m.data.slice()]
    const unscaled = { shape: g.shape, data: g.data.map((value) => value / at(state, 0)) }
    return sgdUpdate.evaluate([p, m, unscaled, lr], attributes)
  },
}

/** PyTorch's running statistics: (1 - momentum) * running + momentum * factor * batch. */
export const runningUpdate: Operator<
  [running: Shape, batch: Shape],
  [running: Shape],
  { momentum: number; factor: number }
> = {
  id: 'runningUpdate',
  shapes: ([running]) => [running],
  evaluate: ([running, batch], { momentum, factor }) => [
    running.data.map((value, i) => (1 - momentum) * value + momentum * factor * at(batch, i)),
  ],
}

/** x times a constant, e.g. to get the unbiased from the biased variance. */
export const scale: Operator<[x: Shape], [y: Shape], { factor: number }> = {
  id: 'scale',
  shapes: ([x]) => [x],
  evaluate: ([x], { factor }) => [x.data.map((value) => value * factor)],
}
