import type { Operator, Shape } from '#shared/graph/graph.ts'
import { at } from './elements.ts'

/**
 * Dynamic loss scaling as PyTorch's GradScaler does it. Its state is [scale, good steps since the scale last changed,
 * steps skipped since the start]. Gradients are those of the loss times the scale, since small ones would become zero in
 * float16; a step whose gradients are not all finite is skipped: it leaves parameters and momenta as they are.
 */
export type LossScale = readonly [elements: 3]

/** The state before the first step. */
export const initialLossScale = (): Float32Array => Float32Array.of(2 ** 16, 0, 0)

/** Good steps after which GradScaler doubles the scale. */
export const growthInterval = 2000

/** The largest scale: twice as much is infinite in float32. */
export const largestScale = 2 ** 127

export interface LossScalingAttributes {
  /** Good steps in a row after which the scale doubles. */
  interval: number
}

/** x, whose gradient is multiplied by the scale. */
export const scaleGradient: Operator<[x: Shape, state: LossScale], [x: Shape]> = {
  id: 'scaleGradient',
  shapes: ([x]) => [x],
  evaluate: ([x]) => [x.data.slice()],
  gradient: ({ graph, inputs: [, state], dy }) => [graph.apply1(timesLossScale, [dy, state], {}), undefined],
}

/** x times the scale. */
export const timesLossScale: Operator<[x: Shape, state: LossScale], [y: Shape]> = {
  id: 'timesLossScale',
  shapes: ([x]) => [x],
  evaluate: ([x, state]) => [x.data.map((value) => value * at(state, 0))],
}

/**
 * The next state, from the scaled gradients. If one of them is not finite, the scale is halved and the step counted as
 * skipped. After `interval` good steps the scale doubles, unless that is infinite.
 */
export const lossScaling: Operator<
  [state: LossScale, ...gradients: Shape[]],
  [next: LossScale],
  LossScalingAttributes
> = {
  id: 'lossScaling',
  batched: [false],
  shapes: ([state]) => [state],
  evaluate([state, ...gradients], { interval }) {
    const [scale, good, skipped] = [at(state, 0), at(state, 1), at(state, 2)]
    const isFinite = gradients.every(({ data }) => data.every((value) => Number.isFinite(value / scale)))
    if (!isFinite) return [Float64Array.of(scale / 2, 0, skipped + 1)]
    if (good + 1 < interval) return [Float64Array.of(scale, good + 1, skipped)]
    return [Float64Array.of(Math.min(2 * scale, largestScale), 0, skipped)]
  },
}
