import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { operatorCases } from '#shared/testing/operatorCases.ts'
import { differentiate } from './differentiate.ts'
import { evaluate } from './evaluate.ts'
import { Graph, sizeOf, type Operator, type Value } from './graph.ts'
import { batchNorm } from './ops/batchNorm.ts'
import { crossEntropy } from './ops/crossEntropy.ts'
import { add, relu, silu } from './ops/elementwise.ts'

/** Sum of the input's elements times fixed random weights: a scalar loss whose gradient is those weights. */
function weightedSum(shape: readonly number[], batched: boolean): Operator {
  const random = stream(3, 'dataset')
  const weights = Float64Array.from({ length: sizeOf(shape) }, () => random.normal())
  const constant: Operator = { id: 'constant', batched: [batched], shapes: () => [shape], evaluate: () => [weights] }
  return {
    id: 'weightedSum',
    batched: [false],
    shapes: () => [[]],
    evaluate: ([x]) => [Float64Array.of(x!.data.reduce((sum, value, i) => sum + value * weights[i]!, 0))],
    gradient: ({ graph, inputs }) => [graph.apply1(constant, inputs, {})],
  }
}

const differentiable = operatorCases.filter(({ operator }) => operator.gradient !== undefined)

describe('differentiate', () => {
  it.each(differentiable)('agrees with central differences for $name', ({ operator, inputs, attributes }) => {
    const graph = new Graph()
    const random = stream(29, 'dataset')
    const feeds: Record<string, Float64Array> = {}
    const values = inputs.map(({ shape, batched }, i): Value => {
      // Away from zero, where ReLU has no derivative, and apart from each other, where max-pool has none.
      feeds[`i${i}`] = Float64Array.from({ length: sizeOf(shape) }, (_, k) => {
        const z = random.normal()
        return z + 0.05 * Math.sign(z) + 1e-3 * k
      })
      return graph.input(`i${i}`, shape, batched ? 'batch' : 'parameter')
    })
    // Targets are distributions: here all of their mass lies on the first class.
    if (operator === crossEntropy) feeds.i1 = feeds.i1!.map((_, k) => (k % values[1]!.shape[1]! === 0 ? 1 : 0))
    const outputs = graph.apply(operator, values, attributes)
    const loss =
      operator === crossEntropy
        ? outputs[0]!
        : graph.apply1(weightedSum(outputs[0]!.shape, outputs[0]!.batched), [outputs[0]!], {})
    // Targets of the loss are data, not differentiated.
    const wrt = operator === crossEntropy ? values.slice(0, 1) : values
    const forward = { inputs: graph.inputs, nodes: [...graph.nodes], outputs: new Map([['loss', loss]]) }
    const gradients = differentiate(graph, loss, wrt)
    wrt.forEach((value, i) => graph.output(`g${i}`, gradients.get(value)!))
    const result = evaluate(graph, feeds)
    const step = 1e-5
    wrt.forEach((_, i) => {
      const analytic = result.get(`g${i}`)!.data
      const stride = Math.max(1, Math.floor(analytic.length / 12))
      for (let k = 0; k < analytic.length; k += stride) {
        const moved = (by: number) => {
          const copy = feeds[`i${i}`]!.slice()
          copy[k]! += by
          return evaluate(forward, { ...feeds, [`i${i}`]: copy }).get('loss')!.data[0]!
        }
        const numeric = (8 * (moved(step) - moved(-step)) - (moved(2 * step) - moved(-2 * step))) / (12 * step)
        expect(Math.abs(analytic[k]! - numeric) / Math.max(1, Math.abs(numeric))).toBeLessThan(1e-7)
      }
    })
  })

  it('adds the gradients of a value that is used twice', () => {
    const graph = new Graph()
    const x = graph.input('x', [3], 'parameter')
    const twice = graph.apply1(add, [x, graph.apply1(relu, [x], {})], {})
    const loss = graph.apply1(weightedSum([3], false), [twice], {})
    graph.output('g', differentiate(graph, loss, [x]).get(x)!)
    const weights = differentiate(graph, loss, [twice]).get(twice)!
    graph.output('w', weights)
    const result = evaluate(graph, { x: [1, -1, 2] })
    const [g, w] = [result.get('g')!.data, result.get('w')!.data]
    expect([...g]).toEqual([2 * w[0]!, w[1]!, 2 * w[2]!])
  })

  it('adds nodes only between a parameter and the loss', () => {
    const graph = new Graph()
    const [x, data] = [graph.input('x', [3], 'parameter'), graph.input('data', [3], 'parameter')]
    const sum = graph.apply1(add, [x, graph.apply1(silu, [data], {})], {})
    graph.apply1(relu, [x], {})
    const loss = graph.apply1(weightedSum([3], false), [sum], {})
    const forward = graph.nodes.length
    differentiate(graph, loss, [x])
    expect(graph.nodes.slice(forward).map(({ operator }) => operator.id)).toEqual(['constant'])
  })

  it('refuses an operator without a gradient, or with one of another shape', () => {
    const graph = new Graph()
    const x = graph.input('x', [3], 'parameter')
    const sum = weightedSum([3], false)
    const without: Operator = { id: sum.id, shapes: () => [[]], evaluate: () => [] }
    expect(() => differentiate(graph, graph.apply1(without, [x], {}), [x])).toThrow(
      'invalid operator: weightedSum (has no gradient)',
    )
    const wrong: Operator = { ...sum, gradient: ({ graph }) => [graph.input('wrong', [2], 'parameter')] }
    expect(() => differentiate(graph, graph.apply1(wrong, [x], {}), [x])).toThrow(
      'invalid gradient of weightedSum: [2] (input is [3])',
    )
  })

  it('refuses a loss that depends on more than the first output of an operator, or whose operator is not its own start', () => {
    const graph = new Graph()
    const [x, channel] = [graph.input('x', [2, 1, 1, 1], 'batch'), graph.input('c', [1], 'parameter')]
    const [, mean] = graph.apply(batchNorm, [x, channel, channel], { epsilon: 1e-5 })
    expect(() => differentiate(graph, graph.apply1(weightedSum([1], false), [mean], {}), [x])).toThrow(
      'invalid graph: the loss depends on batchNorm by more than its first output',
    )
    expect(() => differentiate(graph, graph.apply1(relu, [channel], {}), [channel])).toThrow(
      'invalid loss: relu (needs the gradient of its output)',
    )
  })

  it('refuses a parameter that the loss does not depend on', () => {
    const graph = new Graph()
    const x = graph.input('x', [3], 'parameter')
    const stranger = graph.input('y', [3], 'parameter')
    const loss = graph.apply1(weightedSum([3], false), [x], {})
    expect(() => differentiate(graph, loss, [stranger])).toThrow('the loss does not depend on it')
  })
})
