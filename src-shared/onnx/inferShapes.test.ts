import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inferShapes } from './inferShapes.ts'
import type { OnnxNode, OnnxShape } from './onnxNode.ts'

const node = (type: string, inputs: string[], attributes: OnnxNode['attributes'] = {}): OnnxNode => ({
  ...{ type, inputs, outputs: ['y'], attributes, domain: '', scope: '' },
})
const shapeOf = (one: OnnxNode, known: Record<string, OnnxShape>) =>
  inferShapes([one], new Map(Object.entries(known))).get('y')

it('a window yields one output per position where it fits', () => {
  const size = fc.integer({ min: 1, max: 40 })
  const window = { kernel: fc.integer({ min: 1, max: 7 }), stride: fc.integer({ min: 1, max: 4 }) }
  fc.assert(
    fc.property(size, size, fc.record(window), fc.nat(3), (height, width, { kernel, stride }, pad) => {
      fc.pre(kernel <= Math.min(height, width) + 2 * pad)
      const attributes = { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: [pad, pad, pad, pad] }
      const places = (length: number) => {
        let count = 0
        for (let at = -pad; at + kernel <= length + pad; at += stride) count++
        return count
      }
      const known = { x: ['batch', 4, height, width], w: [8, 2, kernel, kernel] }
      const out = [places(height), places(width)]
      expect(shapeOf(node('Conv', ['x', 'w'], attributes), known)).toEqual(['batch', 8, ...out])
      expect(shapeOf(node('MaxPool', ['x'], attributes), known)).toEqual(['batch', 4, ...out])
    }),
  )
})

it('broadcasting stretches missing axes and axes of size one, in either order', () => {
  const x = ['batch', 4, 6, 6]
  for (const other of [['batch', 4, 1, 1], [1, 4, 1, 1], [4, 1, 1], [6], []]) {
    expect(shapeOf(node('Mul', ['a', 'b']), { a: x, b: other })).toEqual(x)
    expect(shapeOf(node('Add', ['a', 'b']), { a: other, b: x })).toEqual(x)
  }
  expect(() => shapeOf(node('Add', ['a', 'b']), { a: x, b: [5] })).toThrow(
    'invalid Add: shapes [batch, 4, 6, 6] and [5] do not go together',
  )
})

it("pooling, flattening and matrix products have the standard's shapes", () => {
  const x = ['batch', 8, 5, 7]
  expect(shapeOf(node('GlobalAveragePool', ['x']), { x })).toEqual(['batch', 8, 1, 1])
  expect(shapeOf(node('Flatten', ['x']), { x })).toEqual(['batch', 8 * 5 * 7])
  expect(shapeOf(node('Gemm', ['x', 'w', 'b'], { transB: 1 }), { x: ['batch', 8], w: [10, 8], b: [10] })).toEqual([
    'batch',
    10,
  ])
  for (const type of ['Relu', 'Sigmoid', 'Identity']) expect(shapeOf(node(type, ['x']), { x })).toEqual(x)
  for (const type of ['Mul', 'Add', 'Sub', 'Div'])
    expect(shapeOf(node(type, ['a', 'b']), { a: [1, 8, 1, 7], b: x })).toEqual(x)
  // Without strides and pads, a window moves by one and stays inside.
  expect(shapeOf(node('MaxPool', ['x'], { kernel_shape: [2, 3] }), { x })).toEqual(['batch', 8, 4, 5])
  const uneven = { kernel_shape: [3, 3], strides: [2, 1], pads: [1, 0, 0, 2] }
  expect(shapeOf(node('MaxPool', ['x'], uneven), { x })).toEqual(['batch', 8, 2, 7])
})

it('a value gets its shape from the node that computed it', () => {
  const chain = [
    { ...node('Flatten', ['x']), outputs: ['flat'] },
    { ...node('Gemm', ['flat', 'w'], { transB: 1 }), outputs: ['out'] },
  ]
  const found = inferShapes(
    chain,
    new Map<string, OnnxShape>([
      ['x', [2, 3, 4]],
      ['w', [5, 12]],
    ]),
  )
  expect([...found]).toEqual([
    ['flat', [2, 12]],
    ['out', [2, 5]],
  ])
})

it('refuses an operator without a rule and a value without a shape', () => {
  expect(() => shapeOf(node('Loop', ['x']), { x: [] })).toThrow('invalid operator: Loop')
  expect(() => shapeOf(node('Relu', ['x']), {})).toThrow('x is used before it is computed')
})
