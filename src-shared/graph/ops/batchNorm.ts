import type { Operator, Shape, Tensor } from '#shared/graph/graph.ts'

export interface BatchNormAttributes {
  epsilon: number
}

/** Calls `visit` with the channel and the flat offset of every element of a feature map [N, C, H, W]. */
function forEachElement(shape: Shape, visit: (channel: number, offset: number) => void): void {
  const [batch, channels, height, width] = shape as [number, number, number, number]
  const plane = height * width
  for (let n = 0; n < batch; n++)
    for (let c = 0; c < channels; c++) for (let i = 0; i < plane; i++) visit(c, (n * channels + c) * plane + i)
}

function perChannel(shape: Shape, count: number): Shape {
  if (shape.length !== 4) throw new RangeError(`invalid shape: [${shape}] (batch normalisation takes [N, C, H, W])`)
  return [count]
}

/** Normalises x [N, C, H, W] by its own statistics: y, mean [C] and biased variance [C]. Inputs x, gamma, beta. */
export const batchNorm: Operator<BatchNormAttributes> = {
  id: 'batchNorm',
  batched: [true, false, false],
  shapes: ([x]) => [x!, perChannel(x!, x![1]!), perChannel(x!, x![1]!)],
  evaluate([x, gamma, beta], { epsilon }) {
    const channels = x!.shape[1]!
    const count = x!.data.length / channels
    const mean = new Float64Array(channels)
    const variance = new Float64Array(channels)
    forEachElement(x!.shape, (c, i) => (mean[c]! += x!.data[i]! / count))
    forEachElement(x!.shape, (c, i) => (variance[c]! += (x!.data[i]! - mean[c]!) ** 2 / count))
    const y = new Float64Array(x!.data.length)
    forEachElement(x!.shape, (c, i) => {
      y[i] = ((x!.data[i]! - mean[c]!) / Math.sqrt(variance[c]! + epsilon)) * gamma!.data[c]! + beta!.data[c]!
    })
    return [y, mean, variance]
  },
  gradient({ graph, inputs: [x, gamma], outputs: [, mean, variance], gradients: [dy], attributes }) {
    return graph.apply(batchNormGradient, [x!, gamma!, mean!, variance!, dy!], attributes)
  },
}

/** Gradients of x, gamma and beta from x, gamma, mean, biased variance and dy. */
export const batchNormGradient: Operator<BatchNormAttributes> = {
  id: 'batchNormGradient',
  batched: [true, false, false],
  shapes: ([x, gamma]) => [x!, gamma!, gamma!],
  evaluate([x, gamma, mean, variance, dy]: readonly Tensor[], { epsilon }) {
    const channels = x!.shape[1]!
    const count = x!.data.length / channels
    const scale = variance!.data.map((v) => 1 / Math.sqrt(v + epsilon))
    const normalised = (c: number, i: number) => (x!.data[i]! - mean!.data[c]!) * scale[c]!
    const dGamma = new Float64Array(channels)
    const dBeta = new Float64Array(channels)
    forEachElement(x!.shape, (c, i) => {
      dGamma[c]! += dy!.data[i]! * normalised(c, i)
      dBeta[c]! += dy!.data[i]!
    })
    const dx = new Float64Array(x!.data.length)
    forEachElement(x!.shape, (c, i) => {
      const centred = dy!.data[i]! - dBeta[c]! / count - (normalised(c, i) * dGamma[c]!) / count
      dx[i] = gamma!.data[c]! * scale[c]! * centred
    })
    return [dx, dGamma, dBeta]
  },
}

/** Normalises x by given statistics. Inputs x, gamma, beta, mean, variance. */
export const batchNormInference: Operator<BatchNormAttributes> = {
  id: 'batchNormInference',
  shapes: ([x]) => [x!],
  evaluate([x, gamma, beta, mean, variance], { epsilon }) {
    const y = new Float64Array(x!.data.length)
    forEachElement(x!.shape, (c, i) => {
      const normalised = (x!.data[i]! - mean!.data[c]!) / Math.sqrt(variance!.data[c]! + epsilon)
      y[i] = normalised * gamma!.data[c]! + beta!.data[c]!
    })
    return [y]
  },
}
