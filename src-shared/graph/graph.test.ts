import { expect, it } from 'vitest'
import { evaluate } from './evaluate.ts'
import { Graph, sizeOf } from './graph.ts'
import { graphComplexity } from './graphComplexity.ts'
import { conv2d } from './ops/conv2d.ts'
import { add, relu } from './ops/elementwise.ts'
import { linear } from './ops/linear.ts'
import { globalAveragePool } from './ops/pooling.ts'

/** Two images of 4 x 4 with 3 channels: a convolution to 6 channels, pooled, and a classifier of 10 classes. */
function small() {
  const graph = new Graph()
  const x = graph.input('x', [2, 3, 4, 4], 'batch')
  const y = graph.apply1(conv2d, [x, graph.input('w', [6, 3, 3, 3], 'parameter')], { stride: 2, groups: 1 })
  const pooled = graph.apply1(globalAveragePool, [graph.apply1(relu, [y], {})], {})
  const [fc, bias] = [graph.input('fc', [10, 6], 'parameter'), graph.input('bias', [10], 'parameter')]
  return { graph, x, y, logits: graph.apply1(linear, [pooled, fc, bias], {}) }
}

it('a value knows its shape, whether it is batched, and its producer', () => {
  const { graph, x, y, logits } = small()
  expect([x.shape, y.shape, logits.shape]).toEqual([
    [2, 3, 4, 4],
    [2, 6, 2, 2],
    [2, 10],
  ])
  expect([x.producer, y.producer, logits.producer]).toEqual([null, graph.nodes[0], graph.nodes[3]])
  expect([x, y, logits, graph.inputs.get('w')!.value].map(({ batched }) => batched)).toEqual([true, true, true, false])
  const values = [
    ...graph.nodes.flatMap(({ outputs }) => outputs),
    ...[...graph.inputs.values()].map(({ value }) => value),
  ]
  expect(values.map(({ id }) => id).sort((a, b) => a - b)).toEqual(values.map((_, i) => i))
})

it('inputs are selected by role', () => {
  const { graph } = small()
  expect(graph.inputsWith('parameter').map(({ name }) => name)).toEqual(['w', 'fc', 'bias'])
  expect(graph.inputsWith('batch').map(({ name }) => name)).toEqual(['x'])
})

it('the complexity is per image', () => {
  expect(graphComplexity(small().graph, 2)).toEqual({
    flops: 4 * 6 * 3 * 9 + 60,
    activations: 4 * 6,
    parameters: 6 * 3 * 9 + 60 + 10,
  })
})

it('the size of a scalar is one', () => expect([[], [3], [2, 3, 0]].map(sizeOf)).toEqual([1, 3, 0]))

it('outputs are computed from the feeds', () => {
  const graph = new Graph()
  const [a, b] = [graph.input('a', [2], 'parameter'), graph.input('b', [2], 'parameter')]
  graph.output('sum', graph.apply1(add, [a, b], {}))
  expect(evaluate(graph, { a: [1, 2], b: [10, 20] })).toEqual(
    new Map([['sum', { shape: [2], data: Float64Array.of(11, 22) }]]),
  )
  expect(() => evaluate(graph, { a: [1, 2] })).toThrow('invalid feeds: no array for b')
})

it('a name can be used once', () => {
  const { graph, x, y } = small()
  expect(() => graph.input('x', [1], 'batch')).toThrow('invalid input name: x (already taken)')
  graph.output('y', y)
  expect(() => graph.output('y', x)).toThrow('invalid output name: y (already taken)')
})
