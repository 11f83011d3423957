import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { networkComplexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import { findPublished } from '#shared/networks/published/publishedNetworks.ts'
import { inferenceModel } from '#shared/training/inferenceGraph.ts'
import { initialState } from '#shared/training/initialState.ts'
import { modelComplexity } from './modelComplexity.ts'
import { OnnxGraph } from './onnxGraph.ts'
import { readModel } from './readModel.ts'

const plain = { mean: [0, 0, 0], std: [1, 1, 1] }
/** A network of the blocks of a published one, small enough to be exported in an instant. */
function small(name: string): Network {
  const { network } = findPublished(name)!
  const stages = network.stages.slice(0, 3).map((stage, i) => ({
    ...{ ...stage, depth: i + 1, width: 16 * (i + 1), groupWidth: Math.min(stage.groupWidth, 4) },
  }))
  return { ...network, stages, stemWidth: 8, headWidth: network.headWidth > 0 ? 40 : 0, imageSize: 36, classes: 10 }
}
function exported(network: Network): { bytes: Uint8Array; folded: number } {
  const state = initialState(network, 0, false)
  // Other numbers in each tensor: equal ones are stored once.
  let next = 1
  for (const values of state.values()) values.forEach((_, i) => (values[i] = next++ / 1000))
  // A folded batch normalisation has a bias and no scale.
  const scales = [...state].filter(
    ([name]) => name.endsWith('.weight') && state.has(name.replace(/weight$/, 'running_mean')),
  )
  const folded = scales.reduce((sum, [, { length }]) => sum + length, 0)
  return { bytes: inferenceModel(network, state, plain), folded }
}
const count = (graph: OnnxGraph, imageSize = 8) => modelComplexity(readModel(graph.serialise('g')), imageSize)
const zeros = (graph: OnnxGraph, ...shape: number[]) =>
  graph.floats(new Float32Array(shape.reduce((a, b) => a * b, 1)), shape)

describe('The costs of an ONNX model', () => {
  it.each(['RegNetX-200MF', 'RegNetY-200MF', 'EfficientNet-B0', 'ResNet-50'])(
    'are those of the network that was exported: %s',
    (name) => {
      const network = small(name)
      const { bytes, folded } = exported(network)
      const { flops, parameters, activations, uncounted } = modelComplexity(readModel(bytes), 224)
      expect({ flops, parameters: parameters + folded, activations }).toEqual(networkComplexity(network, 'paper'))
      expect(folded).toBeGreaterThan(0)
      // The mean and deviation of the images.
      expect(uncounted).toEqual([{ reason: 'constants', types: ['Sub', 'Div'], count: 6 }])
    },
  )

  it('are those that numpy counts with the shapes of onnx, for a file that neither wrote nor knows this program', () => {
    // By testing/residual.py with onnx 1.23.2.
    const model = readModel(readFileSync(join(import.meta.dirname, 'testing/residual.onnx')))
    const { traced, uncounted, operators, ...costs } = modelComplexity(model, 37)
    expect(costs).toEqual({ flops: 124044, parameters: 904, activations: 5156 })
    const shapes = { c1: [1, 8, 19, 19], p1: [1, 8, 9, 9], c4: [1, 12, 9, 9], s1: [1, 4, 9, 9], cc: [1, 12, 9, 9] }
    const more = { ap: [1, 12, 5, 5], rm: [1, 12, 1, 1], flat: [1, 12], out: [1, 5] }
    for (const [name, shape] of Object.entries({ ...shapes, ...more }))
      expect([name, traced.values.get(name)?.shape]).toEqual([name, shape])
    expect(operators[0]).toMatchObject({ type: 'Conv', count: 4 })
    // The bias of the linear layer, which is an operator of its own here.
    expect(uncounted).toEqual([{ reason: 'constants', types: ['Add'], count: 5 }])
    expect(model).toMatchObject({ opset: 18, producer: 'by-hand', external: null })
  })

  it('are counted by hand, per image, with groups, strides, dilations and transposed convolutions', () => {
    const graph = new OnnxGraph()
    const x = graph.input('x', [2, 4, 9, 7])
    const window = { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }
    const a = graph.add('Conv', [x, zeros(graph, 8, 2, 3, 3), zeros(graph, 8)], {
      ...window,
      group: 2,
      strides: [2, 2],
    })
    const b = graph.add('Conv', [a, zeros(graph, 6, 8, 3, 3)], {
      kernel_shape: [3, 3],
      dilations: [2, 2],
      pads: [2, 2, 2, 2],
    })
    const up = graph.add('ConvTranspose', [b, zeros(graph, 6, 3, 2, 2)], { kernel_shape: [2, 2], strides: [2, 2] })
    const y = graph.add('Flatten', [graph.add('GlobalAveragePool', [up])])
    graph.addNamed('Gemm', [y, zeros(graph, 3, 5), zeros(graph, 5)], ['out'])
    graph.output('out', [2, 5])
    // [2, 8, 5, 4], [2, 6, 5, 4], [2, 3, 10, 8], [2, 5].
    const { flops, parameters, activations, operators, traced } = count(graph)
    expect(traced.values.get(up)!.shape).toEqual([2, 3, 10, 8])
    expect(flops).toBe(8 * 20 * 2 * 9 + 6 * 20 * 8 * 9 + 6 * 20 * 3 * 4 + 3 * 5)
    expect(parameters).toBe(8 * 2 * 9 + 8 + 6 * 8 * 9 + 6 * 3 * 4 + 15 + 5)
    expect(activations).toBe(8 * 20 + 6 * 20 + 3 * 80)
    expect(operators.map(({ type, count: n }) => [type, n])).toEqual([
      ...[['Conv', 2], ['ConvTranspose', 1], ['Gemm', 1], ['GlobalAveragePool', 1], ['Flatten', 1]], // prettier-ignore
    ])
  })

  it('leave out, and say so, what is no convolution or linear layer', () => {
    const graph = new OnnxGraph()
    const x = graph.input('x', ['n', 3, 'h', 'w'])
    const a = graph.add('MatMul', [x, x])
    const b = graph.add('MatMul', [a, zeros(graph, 8, 16)])
    const c = graph.add('Mul', [b, zeros(graph, 16)])
    const d = graph.add('Own', [c], {}, 'my.domain')
    graph.addNamed('Conv', [d, zeros(graph, 4, 3, 1, 1)], ['y'])
    graph.output('y', ['n', 4, 'other', 16])
    const found = count(graph)
    expect(found).toMatchObject({ flops: 3 * 8 * 16 * 8, parameters: 8 * 16 + 4 * 3, activations: 0 })
    expect(found.uncounted).toEqual([
      { reason: 'computedProduct', types: ['MatMul'], count: 1 },
      { reason: 'unknownOperator', types: ['Own'], count: 1 },
      { reason: 'unknownShape', types: ['Conv'], count: 1 },
      { reason: 'constants', types: ['Mul'], count: 16 },
    ])
    expect(found.traced.image).toEqual({ name: 'x', channels: 3, size: [8, 8], isOpen: true, batch: 1 })
  })

  it('follow the size of the image where the model leaves it open', () => {
    const graph = new OnnxGraph()
    const x = graph.input('x', ['n', 3, 'h', 'w'])
    graph.addNamed('Conv', [x, zeros(graph, 4, 3, 3, 3)], ['y'], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] })
    graph.output('y', ['n', 4, 'h', 'w'])
    for (const side of [1, 8, 224])
      expect(count(graph, side)).toMatchObject({ flops: 108 * side ** 2, activations: 4 * side ** 2 })
  })
})
