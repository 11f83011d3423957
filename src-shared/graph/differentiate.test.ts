import { describe, expect, it } from 'vitest'
import { operatorCases } from '#shared/testing/operatorCases.ts'
import { differentiate } from './differentiate.ts'
import { evaluate } from './evaluate.ts'
import { Graph, type Operator } from './graph.ts'
import { conv2d } from './ops/conv2d.ts'
import { batchNorm } from './ops/batchNorm.ts'
import { crossEntropy } from './ops/crossEntropy.ts'
import { add, relu, silu } from './ops/elementwise.ts'
import { linear } from './ops/linear.ts'
import { expectCentralDifferences, weightedSum } from './testing/centralDifferences.ts'

/** Fast cases, including a few convolutions; centralDifferences.test.ts runs all. */
const quick = operatorCases.filter(
  ({ name, operator }) =>
    operator.gradient !== undefined &&
    (!name.startsWith('conv2d') || ['s1 g2 2x2', 's2 g2 5x7', 's3 g2 4x6'].some((size) => name.endsWith(`k3 ${size}`))),
)

describe('differentiate', () => {
  it.each(quick)('agrees with central differences for $name', (operatorCase) =>
    expectCentralDifferences(operatorCase, operatorCase.operator === conv2d ? 25 : Infinity),
  )

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

  it.each<[string, Operator, number[][], object, number, string[]]>([
    [
      'input',
      conv2d,
      [
        [2, 4, 3, 3],
        [6, 4, 3, 3],
      ],
      { stride: 1, groups: 1 },
      0,
      ['conv2dInputGradient'],
    ],
    [
      'weight',
      conv2d,
      [
        [2, 4, 3, 3],
        [6, 4, 3, 3],
      ],
      { stride: 1, groups: 1 },
      1,
      ['conv2dWeightGradient'],
    ],
    ['weight', linear, [[2, 3], [4, 3], [4]], {}, 1, ['linearWeightGradient', 'batchSum']],
  ])('computes no unneeded gradient: the %s of %j alone', (_, operator, shapes, attributes, of, ids) => {
    const graph = new Graph()
    const inputs = shapes.map((shape, i) => graph.input(`i${i}`, shape, i === 0 ? 'batch' : 'parameter'))
    const y = graph.apply1(operator, inputs, attributes)
    const loss = graph.apply1(weightedSum(y.shape, y.batched), [y], {})
    const forward = graph.nodes.length
    differentiate(graph, loss, [inputs[of]!])
    expect(graph.nodes.slice(forward).map(({ operator: { id } }) => id)).toEqual(['constant', ...ids])
  })

  it('goes back no further than the requested value, even a computed one', () => {
    const graph = new Graph()
    const y = graph.apply1(silu, [graph.input('x', [3], 'parameter')], {})
    const loss = graph.apply1(weightedSum([3], false), [y], {})
    const forward = graph.nodes.length
    differentiate(graph, loss, [y])
    expect(graph.nodes.slice(forward).map(({ operator }) => operator.id)).toEqual(['constant'])
  })

  it('refuses an operator with no gradient, or with one of another shape', () => {
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

  it('refuses a loss that depends on another output of an operator than its first, or whose operator gives no initial gradient', () => {
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
    // Targets are data, for which the loss has no gradient.
    const [logits, targets] = [graph.input('logits', [2, 3], 'batch'), graph.input('targets', [2, 3], 'batch')]
    const entropy = graph.apply1(crossEntropy, [logits, targets], { smoothing: 0 })
    expect(() => differentiate(graph, entropy, [targets])).toThrow('the loss does not depend on it')
  })
})
