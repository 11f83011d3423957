import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { modelComplexity } from './modelComplexity.ts'
import { OnnxGraph } from './onnxGraph.ts'
import { readMessage } from './readMessage.ts'
import { readModel } from './readModel.ts'
import { modelProto } from './schema.ts'

const file = readFileSync(join(import.meta.dirname, 'testing/residual.onnx'))
const bytesOf = (model: object) => modelProto.encode(model).finish()
const graph = { node: [{ opType: 'Relu', input: ['x'], output: ['y'] }], output: [{ name: 'y' }] }
const fault = (read: () => unknown): Sentence | string => {
  try {
    read()
    return 'read'
  } catch (error) {
    return (error as { sentence: Sentence }).sentence
  }
}

describe('An ONNX file', () => {
  it('is read as protobufjs reads it', () => {
    // Lists that protobufjs leaves out when empty are empty here; bytes are views. Zeros are left out by one of them.
    const options = { longs: Number, arrays: true }
    const plain = (value: unknown) =>
      JSON.parse(JSON.stringify(value, (_, one: unknown) => (one === 0 || one === '' ? undefined : one))) as unknown
    expect(plain(readMessage(file, 'ModelProto'))).toEqual(plain(modelProto.toObject(modelProto.decode(file), options)))
  })

  it('has constants with numbers, typed attributes and inputs that are no constants', () => {
    const onnx = new OnnxGraph()
    const x = onnx.input('x', ['batch', 3, 8, 8])
    const y = onnx.add('Unsqueeze', [x, onnx.integers([-1, 2 ** 40])])
    onnx.addNamed(
      'Op',
      [y],
      ['z'],
      { i: -3, f: { float: 0.5 }, s: 'SAME', ints: [1, -2], floats: { floats: [2] } },
      'own',
    )
    onnx.output('z', ['batch', 1])
    const model = readModel(onnx.serialise('g', { opset: 17 }))
    expect([...model.constants.values()]).toEqual([{ shape: [2], numbers: [-1, 2 ** 40], isFloat: false }])
    expect(model.inputs).toEqual([{ name: 'x', shape: ['batch', 3, 8, 8] }])
    expect(model.nodes[1]).toMatchObject({
      ...{ type: 'Op', domain: 'own', inputs: [y], outputs: ['z'] },
      attributes: { i: -3, f: { float: 0.5 }, s: 'SAME', ints: [1, -2], floats: { floats: [2] } },
    })
    expect(model).toMatchObject({ opset: 17, outputs: ['z'] })
  })

  it('that is none, is cut off or was changed is refused with what is wrong, and never anything else', () => {
    for (const bytes of [
      new Uint8Array(),
      new TextEncoder().encode('{"depths": [1]}'),
      new Uint8Array([0x50, 0x4b, 3, 4]),
    ])
      expect(fault(() => readModel(bytes))).toMatchObject({ key: 'onnxNoModel' })
    expect(fault(() => readModel(bytesOf({ irVersion: 8 })))).toMatchObject({ key: 'onnxNoModel' })
    expect(fault(() => readModel(file.subarray(0, 4000)))).toMatchObject({
      key: 'onnxDamaged',
      values: { size: '4000' },
    })
    const keys = new Set(['onnxNoModel', 'onnxDamaged', 'onnxTensor', 'onnxOpset', 'onnxNoImage', 'read'])
    const place = fc.nat(file.length - 1)
    fc.assert(
      fc.property(place, fc.nat(255), place, (at, byte, end) => {
        const bytes = Uint8Array.from(file)
        bytes[at] = byte
        const found = fault(() => modelComplexity(readModel(bytes.subarray(0, Math.max(end, at))), 32))
        expect(keys).toContain(typeof found === 'string' ? found : found.key)
      }),
    )
  })

  it('of unknown operators, of tensors of a wrong length, or without an image is refused', () => {
    for (const version of [6, 25, 99])
      expect(fault(() => readModel(bytesOf({ graph, opsetImport: [{ version }] })))).toEqual({
        ...{ key: 'onnxOpset', values: { found: version, low: 7, high: 24 } },
      })
    const initializer = [{ name: 'w', dims: [3], dataType: 1, rawData: new Uint8Array(8) }]
    const opsetImport = [{ version: 17 }]
    expect(fault(() => readModel(bytesOf({ graph: { ...graph, initializer }, opsetImport })))).toMatchObject({
      ...{ key: 'onnxTensor', values: { name: 'w', found: 8, expected: 12 } },
    })
    const tokens = new OnnxGraph()
    tokens.addNamed('Relu', [tokens.input('tokens', ['n', 128], 'int64')], ['y'])
    tokens.output('y', ['n', 128])
    expect(fault(() => modelComplexity(readModel(tokens.serialise('g')), 32))).toEqual({
      ...{ key: 'onnxNoImage', values: { inputs: ['tokens [n, 128]'] } },
    })
  })

  it('whose tensors lie in another file tells which, and is counted by their shapes', () => {
    const outside = { dataType: 1, dataLocation: 1, externalData: [{ key: 'location', value: 'weights.bin' }] }
    const dim = (...sizes: number[]) => ({
      tensorType: { elemType: 1, shape: { dim: sizes.map((dimValue) => ({ dimValue })) } },
    })
    const bytes = bytesOf({
      opsetImport: [{ version: 17 }],
      graph: {
        node: [{ opType: 'Conv', input: ['x', 'w'], output: ['y'] }],
        initializer: [{ name: 'w', dims: [4, 3, 1, 1], ...outside }],
        input: [{ name: 'x', type: dim(1, 3, 5, 5) }],
        output: [{ name: 'y', type: dim(1, 4, 5, 5) }],
      },
    })
    const model = readModel(bytes)
    expect(model.external).toEqual({ count: 1, first: 'w', file: 'weights.bin' })
    expect(modelComplexity(model, 32)).toMatchObject({ flops: 300, parameters: 12, activations: 100, uncounted: [] })
  })
})
