import { wholeText } from '#shared/format/numbers.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import type { OnnxAttribute, OnnxNode, OnnxShape } from './onnxNode.ts'
import { readMessage, WireError } from './readMessage.ts'
import { utf8Text } from './utf8Text.ts'

/** A constant of a model: its shape and, of a few numbers such as axes and shapes, their values. */
export interface OnnxConstant {
  readonly shape: readonly number[]
  readonly numbers: readonly number[] | null
  readonly isFloat: boolean
}

/** An operator of a model as it is read. */
export interface ReadNode extends OnnxNode {
  readonly name: string
  /** The constant in its `value` attribute, if it is one (operator Constant). */
  readonly value?: OnnxConstant
  /** Whether it holds a graph of its own, as If and Loop do. */
  readonly hasGraph: boolean
}

/** An ONNX model without its weights: what its structure and its costs follow from. */
export interface OnnxModel {
  /** Version of the standard operators. */
  readonly opset: number
  readonly producer: string
  readonly nodes: readonly ReadNode[]
  readonly constants: ReadonlyMap<string, OnnxConstant>
  /** Inputs other than constants, with their shapes; null: not told. */
  readonly inputs: readonly { readonly name: string; readonly shape: OnnxShape | null }[]
  readonly outputs: readonly string[]
  /** Shapes that the file tells of values. */
  readonly told: ReadonlyMap<string, OnnxShape>
  /** Tensors that lie in other files: how many, the first of them, and its file; null if none do. */
  readonly external: { readonly count: number; readonly first: string; readonly file: string } | null
}

/** Versions of the standard operators that can be read, both ends included; before the first, broadcasting differs. */
export const readableOpsets = { low: 7, high: 24 } as const

/** Element types (TensorProto.DataType) that are numbers with a point: float, float16, double, bfloat16 and 8 bits. */
const floatTypes = new Set([1, 10, 11, 16, 17, 18, 19, 20])
/** Bytes of an element by type; others are not checked. */
const bytesOf: Readonly<Record<number, number>> = { 1: 4, 2: 1, 3: 1, 6: 4, 7: 8, 9: 1, 10: 2, 11: 8, 16: 2 }
/** The most numbers of a constant that are read: shapes, axes and scales are short. */
const mostNumbers = 64

/**
 * The model in the bytes of an ONNX file. Throws ValueError, whose sentence says what is wrong with the file: it is no
 * model, it is damaged and where, or its operators are of an unknown version.
 */
export function readModel(bytes: Uint8Array): OnnxModel {
  const model = wellFormed(bytes)
  const { graph, opsetImport } = model
  if (!graph || (graph.node.length === 0 && graph.output.length === 0)) throw new ValueError(sentence('onnxNoModel'))
  const opset = opsetImport.find(({ domain = '' }) => domain === '' || domain === 'ai.onnx')?.version ?? 0
  const { low, high } = readableOpsets
  if (opset < low || opset > high) throw new ValueError(sentence('onnxOpset', { found: opset, low, high }))
  const constants = new Map(graph.initializer.map((tensor) => [tensor.name ?? '', constantOf(tensor)]))
  const values = [...graph.input, ...graph.valueInfo, ...graph.output]
  const outside = graph.initializer.filter(({ dataLocation = 0 }) => dataLocation === 1)
  return {
    opset,
    producer: [model.producerName, model.producerVersion].filter(Boolean).join(' '),
    nodes: graph.node.map(nodeOf),
    constants,
    inputs: graph.input.flatMap((value) =>
      constants.has(value.name ?? '') ? [] : [{ name: value.name ?? '', shape: shapeOf(value) }],
    ),
    outputs: graph.output.map(({ name = '' }) => name),
    told: new Map(values.flatMap((value) => shapeEntry(value))),
    external: outside[0]
      ? {
          ...{ count: outside.length, first: outside[0].name ?? '' },
          file: outside[0].externalData.find(({ key }) => key === 'location')?.value ?? '',
        }
      : null,
  }
}

interface Tensor {
  name?: string
  dims: number[]
  dataType?: number
  int32Data: number[]
  int64Data: number[]
  rawData?: Uint8Array
  externalData: { key?: string; value?: string }[]
  dataLocation?: number
}
interface Value {
  name?: string
  type?: { tensorType?: { shape?: { dim: { dimValue?: number; dimParam?: string }[] } } }
}
interface Attribute {
  name?: string
  f?: number
  i?: number
  s?: Uint8Array
  t?: Tensor
  g?: object
  floats: number[]
  ints: number[]
  type?: number
}
interface Node {
  input: string[]
  output: string[]
  name?: string
  opType?: string
  domain?: string
  attribute: Attribute[]
}
interface Model {
  producerName?: string
  producerVersion?: string
  graph?: { node: Node[]; initializer: Tensor[]; input: Value[]; output: Value[]; valueInfo: Value[] }
  opsetImport: { domain?: string; version?: number }[]
}

/** A model begins with its IR version, whose tag is this byte. */
const firstByte = 0x08

function wellFormed(bytes: Uint8Array): Model {
  try {
    return readMessage(bytes, 'ModelProto') as unknown as Model
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    if (bytes[0] !== firstByte) throw new ValueError(sentence('onnxNoModel'))
    throw new ValueError(sentence('onnxDamaged', { at: wholeText(error.at), size: wholeText(bytes.length) }))
  }
}

/** Throws ValueError if its bytes are not as many as its shape says. */
function constantOf(tensor: Tensor): OnnxConstant {
  const { name = '', dims, dataType = 0, rawData, dataLocation = 0 } = tensor
  const count = dims.reduce((product, size) => product * size, 1)
  const bytes = bytesOf[dataType]
  if (rawData && bytes !== undefined && dataLocation !== 1 && rawData.length !== count * bytes)
    throw new ValueError(sentence('onnxTensor', { name, found: rawData.length, expected: count * bytes }))
  return { shape: dims, numbers: count <= mostNumbers ? numbersOf(tensor) : null, isFloat: floatTypes.has(dataType) }
}

function numbersOf({ dataType, rawData, int32Data, int64Data }: Tensor): number[] | null {
  if (!rawData) return dataType === 7 ? int64Data : dataType === 6 ? int32Data : null
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength)
  const each = (size: number, at: (offset: number) => number) =>
    Array.from({ length: rawData.length / size }, (_, i) => at(i * size))
  if (dataType === 7) return each(8, (offset) => Number(view.getBigInt64(offset, true)))
  if (dataType === 6) return each(4, (offset) => view.getInt32(offset, true))
  return dataType === 1 ? each(4, (offset) => view.getFloat32(offset, true)) : null
}

function nodeOf({ input, output, name = '', opType = '', domain = '', attribute }: Node): ReadNode {
  const tensor = attribute.find(({ t }) => t)?.t
  const numbers = attribute.find((one) => one.name === 'value_ints' || one.name === 'value_int')
  const value = tensor ? constantOf(tensor) : numbers && ofAttribute(numbers)
  return {
    ...{ name, type: opType, domain: domain === 'ai.onnx' ? '' : domain, inputs: input, outputs: output },
    attributes: Object.fromEntries(attribute.flatMap((one) => attributeEntry(one))),
    scope: name.includes('/') ? name.slice(0, name.indexOf('/')) : '',
    hasGraph: attribute.some(({ g }) => g !== undefined),
    ...(value && { value }),
  }
}

function ofAttribute({ name, i = 0, ints }: Attribute): OnnxConstant {
  return name === 'value_int'
    ? { shape: [], numbers: [i], isFloat: false }
    : { shape: [ints.length], numbers: ints, isFloat: false }
}

function attributeEntry(one: Attribute): [string, OnnxAttribute][] {
  const { name = '', f = 0, i = 0, s, floats, ints } = one
  // Files of early versions leave the type out.
  const type = one.type ?? (ints.length > 0 ? 7 : floats.length > 0 ? 6 : s ? 3 : one.f === undefined ? 2 : 1)
  if (type === 1) return [[name, { float: f }]]
  if (type === 2) return [[name, i]]
  if (type === 3) return [[name, utf8Text(s ?? new Uint8Array())]]
  if (type === 6) return [[name, { floats }]]
  return type === 7 ? [[name, ints]] : []
}

function shapeOf({ type }: Value): OnnxShape | null {
  const dims = type?.tensorType?.shape?.dim
  return dims ? dims.map(({ dimValue, dimParam }) => dimValue ?? (dimParam || '?')) : null
}

function shapeEntry(value: Value): [string, OnnxShape][] {
  const shape = shapeOf(value)
  return shape ? [[value.name ?? '', shape]] : []
}
