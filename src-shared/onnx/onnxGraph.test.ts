import { describe, expect, it } from 'vitest'
import { microsoft, nchwc, OnnxGraph, type ModelOptions } from './onnxGraph.ts'
import { irVersionOf, opsets, ownOpset } from './opsets.ts'
import { modelProto } from './schema.ts'

/** The model decoded again, with int64 values as numbers. */
const written = (graph: OnnxGraph, options?: ModelOptions) =>
  modelProto.toObject(modelProto.decode(graph.serialise('g', options)), { longs: Number, bytes: Array }) as {
    graph: { node: object[]; initializer: { name: string; dims: number[]; rawData: number[] }[]; valueInfo?: object[] }
  }

describe('a graph', () => {
  it('stores a small constant once, and distinguishes shapes and types', () => {
    const graph = new OnnxGraph()
    expect(graph.floats([1, 2], [2])).toBe(graph.floats([1, 2], [2]))
    const others = [graph.floats([1, 2], [1, 2]), graph.floats([1, 3], [2]), graph.integers([1, 2]), graph.scalar(1)]
    expect(new Set([graph.floats([1, 2], [2]), ...others]).size).toBe(5)
    // 64 numbers are 256 bytes, the largest constant that is deduplicated; larger ones are always stored.
    const many = (count: number) => Array.from({ length: count }, (_, i) => i)
    expect(graph.floats(many(64), [64])).toBe(graph.floats(many(64), [64]))
    expect(graph.floats(many(65), [65])).not.toBe(graph.floats(many(65), [65]))
  })
  it('writes constants as their bytes, little-endian', () => {
    const graph = new OnnxGraph()
    graph.integers([-1, 258])
    graph.integers([7], [])
    graph.floats([1, -2], [2, 1])
    graph.scalar(0.5)
    expect(written(graph).graph.initializer).toMatchObject([
      { dims: [2], dataType: 7, rawData: [...Array<number>(8).fill(255), 2, 1, 0, 0, 0, 0, 0, 0] },
      { dataType: 7, rawData: [7, 0, 0, 0, 0, 0, 0, 0] },
      { dims: [2, 1], dataType: 1, rawData: [0, 0, 128, 63, 0, 0, 0, 192] },
      { dataType: 1, rawData: [0, 0, 0, 63] },
    ])
    const scalar = written(graph).graph.initializer[3]!
    expect(scalar.dims ?? []).toEqual([])
  })
  it('writes repeated numbers unpacked, as readers of the standard’s proto2 expect', () => {
    const graph = new OnnxGraph()
    graph.addNamed('Op', ['x'], ['y'], { k: [1, 2], f: { floats: [0.5, 0.5] } })
    graph.integers([5, 6, 7], [3, 1, 1])
    const bytes = [...graph.serialise('g')].join()
    // Each value follows its tag: ints is field 8, floats field 7 with 4 bytes, dims field 1.
    expect(bytes).toContain('64,1,64,2')
    expect(bytes).toContain('61,0,0,0,63,61,0,0,0,63')
    expect(bytes).toContain('8,3,8,1,8,1')
  })
  it('shares one Reshape node among all uses of a view', () => {
    const graph = new OnnxGraph()
    const x = graph.input('x', [2, 3])
    const view = graph.reshape(x, [3, 2])
    expect([graph.reshape(x, [3, 2]), graph.nodes.length]).toEqual([view, 1])
    expect(graph.nodes[0]).toMatchObject({ type: 'Reshape', inputs: ['x', graph.integers([3, 2])], outputs: [view] })
    expect(graph.reshape(x, [6])).not.toBe(view)
    expect(graph.reshape(view, [6])).not.toBe(graph.reshape(x, [6]))
    expect(graph.nodes).toHaveLength(3)
  })
  it('generates unused names', () => {
    const graph = new OnnxGraph()
    const names = [graph.fresh('a'), graph.fresh('a'), graph.add('Relu', ['x']), graph.scalar(1), graph.fresh('b')]
    expect(names).toEqual(['a_0', 'a_1', 'Relu_2', 'constant_3', 'b_4'])
  })
  it('writes attributes by type: 1 and 1.0 differ', () => {
    const graph = new OnnxGraph()
    graph.addNamed('Op', ['x'], ['y'], {
      i: 1,
      f: { float: 1 },
      s: 'linear',
      ints: [1, 2],
      floats: { floats: [0.5] },
      none: [],
    })
    expect(written(graph).graph.node).toMatchObject([
      {
        attribute: [
          { name: 'i', i: 1, type: 2 },
          { name: 'f', f: 1, type: 1 },
          { name: 's', s: [108, 105, 110, 101, 97, 114], type: 3 },
          { name: 'ints', ints: [1, 2], type: 7 },
          { name: 'floats', floats: [0.5], type: 6 },
          { name: 'none', type: 7 },
        ],
      },
    ])
  })
  it('names operators by their part, or else by their position', () => {
    const graph = new OnnxGraph()
    graph.add('Relu', ['x'])
    graph.scope = 's1.b1'
    graph.add('Relu', ['x'])
    expect(written(graph).graph.node).toMatchObject([{ name: 'n0' }, { name: 's1.b1/Relu_1' }])
  })
  it('imports each operator set it uses once', () => {
    const graph = new OnnxGraph()
    for (const domain of ['', microsoft, nchwc, microsoft]) graph.add('Op', ['x'], {}, domain)
    const metadata = { epochs: '3', by: 'me' }
    expect(written(graph, { metadata })).toMatchObject({
      irVersion: irVersionOf(ownOpset),
      opsetImport: [{ version: ownOpset }, { domain: microsoft, version: 1 }, { domain: nchwc, version: 1 }],
      metadataProps: [
        { key: 'epochs', value: '3' },
        { key: 'by', value: 'me' },
      ],
    })
    expect(written(graph, { opset: 17 })).toMatchObject({ irVersion: 8, opsetImport: [{ version: 17 }, {}, {}] })
  })
  it('declares typed inputs and outputs, and intermediate shapes on request', () => {
    const graph = new OnnxGraph()
    graph.input('x', ['batch', 4])
    graph.input('labels', [3], 'int32')
    const between = graph.add('Mul', ['x', graph.floats([1, 2, 3, 4], [4])])
    graph.addNamed('Relu', [between], ['y'])
    graph.output('y', ['batch', 4])
    graph.output('hit', [], 'bool')
    const dims = [{ dimParam: 'batch' }, { dimValue: 4 }]
    const { graph: whole } = written(graph, { withShapes: true })
    expect(whole).toMatchObject({
      input: [
        { name: 'x', type: { tensorType: { elemType: 1, shape: { dim: dims } } } },
        { name: 'labels', type: { tensorType: { elemType: 6, shape: { dim: [{ dimValue: 3 }] } } } },
      ],
      output: [{ name: 'y' }, { name: 'hit', type: { tensorType: { elemType: 9 } } }],
    })
    expect(whole.valueInfo).toEqual([{ name: between, type: { tensorType: { elemType: 1, shape: { dim: dims } } } }])
    expect(written(graph).graph.valueInfo ?? []).toEqual([])
  })
})

it('opsets are listed oldest first, each with the IR version of its release', () => {
  expect(opsets).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21])
  expect(opsets.map(irVersionOf)).toEqual([6, 7, 7, 7, 8, 8, 8, 8, 9, 9, 10])
})
