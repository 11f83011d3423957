import { describe, expect, it } from 'vitest'
import type { KnownValue, OnnxAttribute } from './onnxNode.ts'
import { knownOutputs } from './shapeRules.ts'

type Case = [
  type: string,
  inputs: (number[] | null)[],
  attributes: Record<string, OnnxAttribute>,
  numbers: Record<string, number[] | number[][]>,
  outputs: number[][],
]

// Outputs by onnx 1.23.2: shape_inference.infer_shapes with data_prop, operators of version 18. Its inference
// leaves out two corners of the standard, which are not among these: SAME padding of a transposed convolution whose stride
// exceeds its kernel, and a last window of ceil_mode that begins in the padding.
const cases: Case[] = [
  [
    'Conv',
    [
      [1, 8, 13, 10],
      [4, 8, 3, 3],
    ],
    { auto_pad: 'SAME_UPPER', strides: [2, 3] },
    {},
    [[1, 4, 7, 4]],
  ],
  [
    'Conv',
    [
      [1, 8, 13, 10],
      [4, 8, 3, 3],
    ],
    { auto_pad: 'VALID', dilations: [2, 1] },
    {},
    [[1, 4, 9, 8]],
  ],
  [
    'Conv',
    [
      [1, 8, 13, 10],
      [4, 2, 5, 3],
    ],
    { group: 4, pads: [1, 0, 2, 1], strides: [2, 1] },
    {},
    [[1, 4, 6, 9]],
  ],
  ['MaxPool', [[1, 8, 13, 10]], { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 }, {}, [[1, 8, 6, 5]]],
  [
    'AveragePool',
    [[1, 8, 13, 10]],
    { kernel_shape: [2, 2], strides: [2, 2], pads: [0, 1, 1, 0], ceil_mode: 1 },
    {},
    [[1, 8, 7, 6]],
  ],
  [
    'ConvTranspose',
    [
      [1, 8, 13, 10],
      [8, 3, 3, 3],
    ],
    { strides: [2, 2], pads: [1, 1, 1, 1], output_padding: [1, 0], group: 2 },
    {},
    [[1, 6, 26, 19]],
  ],
  [
    'ConvTranspose',
    [
      [1, 8, 13, 10],
      [8, 3, 2, 2],
    ],
    { auto_pad: 'SAME_UPPER', strides: [2, 2] },
    {},
    [[1, 3, 26, 20]],
  ],
  [
    'Gemm',
    [
      [8, 5],
      [6, 8],
    ],
    { transA: 1, transB: 1 },
    {},
    [[5, 6]],
  ],
  [
    'MatMul',
    [
      [1, 4, 6, 5],
      [4, 5, 7],
    ],
    {},
    {},
    [[1, 4, 6, 7]],
  ],
  ['MatMul', [[5], [3, 5, 7]], {}, {}, [[3, 7]]],
  ['MatMul', [[3, 6, 5], [5]], {}, {}, [[3, 6]]],
  ['Flatten', [[1, 8, 13, 10]], { axis: 2 }, {}, [[8, 130]]],
  ['Flatten', [[1, 8, 13, 10]], { axis: 0 }, {}, [[1, 1040]]],
  ['Flatten', [[1, 8, 13, 10]], { axis: -1 }, {}, [[104, 10]]],
  ['Reshape', [[1, 8, 13, 10], [3]], {}, { '1': [0, -1, 5] }, [[1, 208, 5]]],
  ['Reshape', [[1, 8, 13, 10], [2]], {}, { '1': [-1, 26] }, [[40, 26]]],
  ['Transpose', [[1, 8, 13, 10]], { perm: [0, 2, 3, 1] }, {}, [[1, 13, 10, 8]]],
  ['Transpose', [[2, 3, 4]], {}, {}, [[4, 3, 2]]],
  ['Squeeze', [[1, 8, 1, 1], [1]], {}, { '1': [-1] }, [[1, 8, 1]]],
  ['Squeeze', [[1, 8, 1, 1]], {}, {}, [[8]]],
  ['Unsqueeze', [[8, 5], [2]], {}, { '1': [0, -1] }, [[1, 8, 5, 1]]],
  [
    'Concat',
    [
      [1, 3, 4],
      [1, 5, 4],
    ],
    { axis: -2 },
    {},
    [[1, 8, 4]],
  ],
  [
    'Split',
    [[1, 8, 13, 10], [2]],
    { axis: 1 },
    { '1': [3, 5] },
    [
      [1, 3, 13, 10],
      [1, 5, 13, 10],
    ],
  ],
  [
    'Split',
    [[1, 10, 4]],
    { axis: 1, num_outputs: 3 },
    {},
    [
      [1, 4, 4],
      [1, 4, 4],
      [1, 2, 4],
    ],
  ],
  ['Slice', [[1, 8, 13, 10], [1], [1], [1], [1]], {}, { '1': [1], '2': [-1], '3': [2], '4': [2] }, [[1, 8, 6, 10]]],
  ['Slice', [[1, 8, 13, 10], [2], [2]], {}, { '1': [0, 2], '2': [1, 2147483648] }, [[1, 6, 13, 10]]],
  ['Slice', [[1, 8, 13, 10], [1], [1], [1], [1]], {}, { '1': [-1], '2': [-100], '3': [3], '4': [-3] }, [[1, 8, 13, 4]]],
  [
    'Gather',
    [
      [1, 8, 13, 10],
      [2, 3],
    ],
    { axis: 1 },
    {
      '1': [
        [0, 1, 2],
        [3, 4, 5],
      ],
    },
    [[1, 2, 3, 13, 10]],
  ],
  ['ReduceMean', [[1, 8, 13, 10], [2]], { keepdims: 0 }, { '1': [-1, 2] }, [[1, 8]]],
  ['ReduceMean', [[1, 8, 13, 10]], {}, {}, [[1, 1, 1, 1]]],
  ['ArgMax', [[1, 8, 13, 10]], { axis: 1, keepdims: 0 }, {}, [[1, 13, 10]]],
  ['Pad', [[1, 8, 13, 10], [8]], {}, { '1': [0, 0, 1, 2, 0, 0, 3, 4] }, [[1, 8, 17, 16]]],
  ['Resize', [[1, 8, 13, 10], null, [4]], {}, { '2': [1.0, 1.0, 2.0, 1.5] }, [[1, 8, 26, 15]]],
  ['Resize', [[1, 8, 13, 10], null, null, [4]], {}, { '3': [1, 8, 20, 21] }, [[1, 8, 20, 21]]],
  ['Expand', [[8, 1], [3]], {}, { '1': [2, 1, 5] }, [[2, 8, 5]]],
  ['Tile', [[2, 3], [2]], {}, { '1': [2, 4] }, [[4, 12]]],
  ['DepthToSpace', [[1, 8, 13, 10]], { blocksize: 2 }, {}, [[1, 2, 26, 20]]],
  ['SpaceToDepth', [[1, 3, 8, 6]], { blocksize: 2 }, {}, [[1, 12, 4, 3]]],
  ['Max', [[4, 1], [3], [2, 4, 3]], {}, {}, [[2, 4, 3]]],
  ['Shape', [[1, 8, 13, 10]], { start: 1, end: -1 }, {}, [[2]]],
  ['ConstantOfShape', [[2]], {}, { '0': [3, 4] }, [[3, 4]]],
  ['GlobalMaxPool', [[1, 8, 13, 10]], {}, {}, [[1, 8, 1, 1]]],
  ['LayerNormalization', [[1, 8, 13, 10], [10]], { axis: -1 }, {}, [[1, 8, 13, 10]]],
]

describe('The shape of', () => {
  it.each(cases)('%s of %j is that of onnx', (type, shapes, attributes, numbers, outputs) => {
    const inputs = shapes.map((shape, i): KnownValue | undefined =>
      shape ? { shape, numbers: numbers[i]?.flat() } : undefined,
    )
    const node = { ...{ type, attributes, domain: '', scope: '' }, inputs: [], outputs: outputs.map((_, i) => `y${i}`) }
    expect(knownOutputs(inputs, node).map((known) => known?.shape)).toEqual(outputs)
  })

  it('a value whose size or axes are computed from the image is not known, nor that of another type', () => {
    const node = (type: string) => ({ ...{ type, attributes: {}, domain: '', scope: '' }, inputs: [], outputs: ['y'] })
    const x = { shape: [1, 3, 8, 8] }
    for (const type of [
      'Reshape',
      'Squeeze',
      'Unsqueeze',
      'ReduceSum',
      'Expand',
      'Pad',
      'Slice',
      'Split',
      'Resize',
      'Tile',
    ])
      expect([type, knownOutputs([x, { shape: [2] }], node(type))]).toEqual([type, [undefined]])
    for (const type of ['Loop', 'constructor', '__proto__']) expect(knownOutputs([x], node(type))).toEqual([undefined])
  })

  it('what is computed from shapes is known, as exporters write the flattening of a batch', () => {
    const node = (type: string, attributes: Record<string, OnnxAttribute> = {}) => ({
      ...{ type, attributes, domain: '', scope: '' },
      ...{ inputs: [], outputs: ['y'] },
    })
    const one = (...parameters: Parameters<typeof knownOutputs>) => knownOutputs(...parameters)[0]
    const x = { shape: [2, 3, 4, 4] }
    const shape = one([x], node('Shape'))
    expect(shape).toEqual({ shape: [4], numbers: [2, 3, 4, 4] })
    const first = one([shape, { shape: [], numbers: [0] }], node('Gather'))
    expect(first).toEqual({ shape: [], numbers: [2] })
    const list = one([first, { shape: [1], numbers: [0] }], node('Unsqueeze'))
    const target = one([list, { shape: [1], numbers: [-1] }], node('Concat', { axis: 0 }))
    expect(one([x, target], node('Reshape'))?.shape).toEqual([2, 48])
    const half = one([list, { shape: [1], numbers: [2] }], node('Div'))
    expect(half?.numbers).toEqual([1])
    const tail = one([shape, { shape: [1], numbers: [2] }, { shape: [1], numbers: [2 ** 40] }], node('Slice'))
    expect(tail).toEqual({ shape: [2], numbers: [4, 4] })
  })
})
