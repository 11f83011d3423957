import { describe, expect, it } from 'vitest'
import { OnnxGraph } from '#shared/onnx/onnxGraph.ts'
import { readModel } from '#shared/onnx/readModel.ts'
import { traceModel } from '#shared/onnx/traceModel.ts'
import { operatorParts } from '../operatorBoxes.ts'
import { placePart } from '../operatorPart.ts'
import { modelGraph } from './modelGraph.ts'

const drawn = (bytes: Uint8Array) => {
  const model = readModel(bytes)
  return modelGraph(model, traceModel(model, 37))
}

describe('The graph of a model', () => {
  it('has a part for each branch, and one for operators in a row', () => {
    const onnx = new OnnxGraph()
    const weight = (...shape: number[]) => onnx.floats(new Float32Array(shape.reduce((a, b) => a * b, 1)), shape)
    const x = onnx.input('x', ['batch', 3, 'h', 'w'])
    const conv = onnx.add('Conv', [x, weight(8, 3, 3, 3)], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] })
    const pool = onnx.add('MaxPool', [onnx.add('Relu', [conv])], { kernel_shape: [2, 2], strides: [2, 2] })
    // A convolution need not say its kernel.
    const inner = onnx.add('HardSwish', [onnx.add('Conv', [pool, weight(8, 1, 1, 1)], { group: 8 })])
    const sum = onnx.add('Add', [pool, inner])
    onnx.addNamed('Gemm', [onnx.add('Flatten', [onnx.add('GlobalAveragePool', [sum])]), weight(8, 5)], ['y'])
    onnx.output('y', ['batch', 5])
    const graph = drawn(onnx.serialise('g'))
    const parts = [...Map.groupBy(graph.nodes, ({ part }) => part)]
    expect(parts.map(([name, nodes]) => [name, nodes.map(({ operator }) => operator)])).toEqual([
      ['1-3', ['Conv', 'Relu', 'MaxPool']],
      ['4-6', ['Conv', 'HardSwish', 'Add']],
      ['7-9', ['GlobalAveragePool', 'Flatten', 'Gemm']],
    ])
    expect([graph.inputs, graph.outputs]).toEqual([['x'], ['y']])
    expect(graph.nodes[3]).toMatchObject({ window: { kernel: 1, stride: 1, groups: 8 }, inputs: [pool] })
    expect(graph.shapes[pool]).toEqual([1, 8, 18, 18])
    // Every operator is drawn once.
    const boxes = operatorParts(graph)
      .map(placePart)
      .flatMap((part) => part.boxes)
    expect(boxes.flatMap(({ box }) => box.operators)).toHaveLength(graph.nodes.length)
  })

  it("keeps the names of the bench's blocks, and leaves out what follows from constants alone", () => {
    const onnx = new OnnxGraph()
    const x = onnx.input('x', ['batch', 3, 8, 8])
    onnx.scope = 'stem'
    const y = onnx.add('Mul', [x, onnx.add('Neg', [onnx.floats([1, 2, 3], [3, 1, 1])])])
    onnx.scope = 's1.b1'
    onnx.addNamed('Relu', [y], ['out'])
    onnx.output('out', ['batch', 3, 8, 8])
    expect(drawn(onnx.serialise('g')).nodes.map(({ operator, part }) => [operator, part])).toEqual([
      ...[['Mul', 'stem'], ['Relu', 's1.b1']], // prettier-ignore
    ])
  })
})
