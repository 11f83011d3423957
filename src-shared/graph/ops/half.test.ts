import { describe, expect, it } from 'vitest'
import { Graph } from '#shared/graph/graph.ts'
import { differentiate } from '#shared/graph/differentiate.ts'
import { weightedSum } from '#shared/graph/testing/centralDifferences.ts'
import { stream } from '#shared/random/stream.ts'
import { conv2d } from './conv2d.ts'
import { applyProduct, largestHalf, roundToHalf } from './half.ts'

/** The engine's own rounding, which TypeScript does not know yet. */
const { f16round } = Math as unknown as { f16round: (x: number) => number }

describe('rounding to float16', () => {
  const random = stream(11, 'dataset')
  it('is that of the JavaScript engine for numbers of every size', () => {
    for (let i = 0; i < 4000; i++) {
      const x = random.normal() * 2 ** (40 * random.uniform() - 28)
      expect(roundToHalf(x), `${x}`).toBe(f16round(x))
    }
  })
  it('takes ties to even, and is exact, subnormal, zero or infinite where float16 is', () => {
    const edges = [0, 2 ** -24, 2 ** -25, 1.5 * 2 ** -25, 2 ** -14, 1, 1 + 2 ** -11, 1 + 3 * 2 ** -11, 2049, 2051]
    for (const x of [...edges, largestHalf, 65519.99, 65520, 1e300, Infinity])
      for (const signed of [x, -x]) expect(roundToHalf(signed), `${signed}`).toBe(f16round(signed))
    expect(roundToHalf(NaN)).toBeNaN()
  })
})

describe('a product in mixed precision', () => {
  const shapes = [
    [2, 3, 4, 4],
    [5, 3, 3, 3],
  ] as const
  const nodesIn = (precision: 'float32' | 'mixed') => {
    const graph = new Graph()
    const [x, w] = [graph.input('x', shapes[0], 'batch'), graph.input('w', shapes[1], 'parameter')]
    const y = applyProduct(graph, precision, conv2d, [x, w], { stride: 1, groups: 1 })
    differentiate(graph, graph.apply1(weightedSum(y.shape, true), [y], {}), [x, w])
    return graph.nodes.map(({ operator, inputs }) => [
      operator.id,
      ...inputs.map(({ producer }) => producer?.operator.id ?? 'input'),
    ])
  }
  it('and both of its gradients take rounded operands and give rounded results', () => {
    expect(nodesIn('mixed')).toEqual([
      ['toHalf', 'input'],
      ['toHalf', 'input'],
      ['conv2d', 'toHalf', 'toHalf'],
      ['fromHalf', 'conv2d'],
      ['weightedSum', 'fromHalf'],
      ['constant', 'fromHalf'],
      ['toHalf', 'constant'],
      ['conv2dInputGradient', 'toHalf', 'toHalf'],
      ['conv2dWeightGradient', 'toHalf', 'toHalf'],
      ['fromHalf', 'conv2dWeightGradient'],
      ['fromHalf', 'conv2dInputGradient'],
    ])
  })
  it('in float32 is the operator alone', () => {
    expect(nodesIn('float32').map(([id]) => id)).toEqual([
      ...['conv2d', 'weightedSum', 'constant', 'conv2dInputGradient', 'conv2dWeightGradient'],
    ])
  })
})
