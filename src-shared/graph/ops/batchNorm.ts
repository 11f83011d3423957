import type { Operator, Tensor } from '#shared/graph/graph.ts'
import { addTo, at } from './elements.ts'
import type { FeatureMap, PerChannel } from './shapes.ts'

export interface BatchNormAttributes {
  epsilon: number
}
type Vector = PerChannel

/** Calls `visit` with the channel and the flat offset of every element of a feature map. */
function forEachElement(
  [batch, channels, height, width]: FeatureMap,
  visit: (channel: number, offset: number) => void,
): void {
  const plane = height * width
  for (let n = 0; n < batch; n++)
    for (let c = 0; c < channels; c++) for (let i = 0; i < plane; i++) visit(c, (n * channels + c) * plane + i)
}

/** For each channel of a feature map, the sum of a function of its elements' channel and offset. */
function channelSums(shape: FeatureMap, term: (channel: number, offset: number) => number): Tensor<Vector> {
  const data = new Float64Array(shape[1])
  forEachElement(shape, (c, i) => addTo(data, c, term(c, i)))
  return { shape: [shape[1]], data }
}

/** A feature map's elements computed from their channel and offset. */
function mapped(
  { shape, data }: Tensor<FeatureMap>,
  compute: (channel: number, offset: number) => number,
): Float64Array {
  const out = new Float64Array(data.length)
  forEachElement(shape, (c, i) => (out[i] = compute(c, i)))
  return out
}

/** Normalises x [N, C, H, W] by its own statistics: y, mean [C] and biased variance [C]. */
export const batchNorm: Operator<
  [x: FeatureMap, gamma: Vector, beta: Vector],
  [y: FeatureMap, mean: Vector, variance: Vector],
  BatchNormAttributes
> = {
  id: 'batchNorm',
  batched: [true, false, false],
  shapes([x]) {
    if (x.length !== 4) throw new RangeError(`invalid shape: [${String(x)}] (batch normalisation takes [N, C, H, W])`)
    return [x, [x[1]], [x[1]]]
  },
  evaluate([x, gamma, beta], { epsilon }) {
    const count = x.data.length / x.shape[1]
    const mean = channelSums(x.shape, (_, i) => at(x, i) / count)
    const variance = channelSums(x.shape, (c, i) => (at(x, i) - at(mean, c)) ** 2 / count)
    const y = mapped(
      x,
      (c, i) => ((at(x, i) - at(mean, c)) / Math.sqrt(at(variance, c) + epsilon)) * at(gamma, c) + at(beta, c),
    )
    return [y, mean.data, variance.data]
  },
  gradient: ({ graph, inputs: [x, gamma], outputs: [, mean, variance], dy, attributes }) =>
    graph.apply(batchNormGradient, [x, gamma, mean, variance, dy], attributes),
}

/** Gradients of x, gamma and beta; `variance` is the biased one. */
export const batchNormGradient: Operator<
  [x: FeatureMap, gamma: Vector, mean: Vector, variance: Vector, dy: FeatureMap],
  [dx: FeatureMap, dGamma: Vector, dBeta: Vector],
  BatchNormAttributes
> = {
  id: 'batchNormGradient',
  batched: [true, false, false],
  shapes: ([x, gamma]) => [x, gamma, gamma],
  evaluate([x, gamma, mean, variance, dy], { epsilon }) {
    const count = x.data.length / x.shape[1]
    const scale = { shape: variance.shape, data: variance.data.map((v) => 1 / Math.sqrt(v + epsilon)) }
    const normalised = (c: number, i: number) => (at(x, i) - at(mean, c)) * at(scale, c)
    const dGamma = channelSums(x.shape, (c, i) => at(dy, i) * normalised(c, i))
    const dBeta = channelSums(x.shape, (_, i) => at(dy, i))
    const dx = mapped(x, (c, i) => {
      const centred = at(dy, i) - at(dBeta, c) / count - (normalised(c, i) * at(dGamma, c)) / count
      return at(gamma, c) * at(scale, c) * centred
    })
    return [dx, dGamma.data, dBeta.data]
  },
}

/** Normalises x by given statistics. */
export const batchNormInference: Operator<
  [x: FeatureMap, gamma: Vector, beta: Vector, mean: Vector, variance: Vector],
  [y: FeatureMap],
  BatchNormAttributes
> = {
  id: 'batchNormInference',
  shapes: ([x]) => [x],
  evaluate: ([x, gamma, beta, mean, variance], { epsilon }) => [
    mapped(x, (c, i) => {
      const normalised = (at(x, i) - at(mean, c)) / Math.sqrt(at(variance, c) + epsilon)
      return normalised * at(gamma, c) + at(beta, c)
    }),
  ],
}
