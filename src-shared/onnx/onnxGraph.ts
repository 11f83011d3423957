import { inferShapes } from './inferShapes.ts'
import { elementTypes, type ElementType, type OnnxAttribute, type OnnxNode, type OnnxValue } from './onnxNode.ts'
import { irVersionOf, ownOpset, type Opset } from './opsets.ts'
import { modelProto } from './schema.ts'

/** Options for writing a graph. */
export interface ModelOptions {
  /** Stored in metadata_props. */
  metadata?: Readonly<Record<string, string>>
  /** The version of the standard operators, which also sets the file's IR version; ownOpset by default. */
  opset?: Opset
  /** Whether to store the shape of every intermediate value; only for operators that inferShapes supports. */
  withShapes?: boolean
}

/** The operator set of com.microsoft, onnxruntime's own operators. */
export const microsoft = 'com.microsoft'

/** The operator set of onnxruntime's direct convolutions on channel-blocked tensors; x64 processors only. */
export const nchwc = 'com.microsoft.nchwc'

/** Builder of one ONNX graph: appends nodes in order, deduplicates constants and generates names. */
export class OnnxGraph {
  readonly nodes: OnnxNode[] = []
  readonly inputs: OnnxValue[] = []
  readonly outputs: OnnxValue[] = []
  /** Scope of the nodes appended from now on. */
  scope = ''
  private readonly constants = new Map<string, OnnxValue & { data: Uint8Array }>()
  private readonly views = new Map<string, string>()
  private count = 0

  input(name: string, shape: OnnxValue['shape'], type: ElementType = 'float32'): string {
    this.inputs.push({ name, shape, type })
    return name
  }

  output(name: string, shape: OnnxValue['shape'], type: ElementType = 'float32'): void {
    this.outputs.push({ name, shape, type })
  }

  /** Appends a node with one output and returns that output's name. */
  add(type: string, inputs: readonly string[], attributes: OnnxNode['attributes'] = {}, domain = ''): string {
    return this.addNamed(type, inputs, [this.fresh(type)], attributes, domain)[0]!
  }

  /** Appends a node whose outputs have the given names, and returns them. */
  addNamed(
    type: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: OnnxNode['attributes'] = {},
    domain = '',
  ): readonly string[] {
    this.nodes.push({ type, inputs, outputs, attributes, domain, scope: this.scope })
    return outputs
  }

  /** A name that has not been used before. */
  fresh(hint: string): string {
    return `${hint}_${this.count++}`
  }

  /** The name of an int64 constant (axes, shapes, indices). */
  integers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    const data = new BigInt64Array(values.map(BigInt))
    return this.constant('int64', new Uint8Array(data.buffer), shape)
  }

  /** The name of an int32 constant of the given shape, for arithmetic on a device. */
  int32s(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.constant('int32', new Uint8Array(Int32Array.from(values).buffer), shape)
  }

  /** The name of a float32 scalar constant. */
  scalar(value: number): string {
    return this.floats([value], [])
  }

  /** The name of a float32 constant of the given shape. */
  floats(values: ArrayLike<number>, shape: readonly number[]): string {
    return this.constant('float32', new Uint8Array(Float32Array.from(values).buffer), shape)
  }

  /** `name` reshaped; requests for the same view share one Reshape node. */
  reshape(name: string, shape: readonly number[]): string {
    const key = `${name} ${shape.join()}`
    const seen = this.views.get(key)
    if (seen !== undefined) return seen
    const view = this.add('Reshape', [name, this.integers(shape)])
    this.views.set(key, view)
    return view
  }

  private constant(type: ElementType, data: Uint8Array, shape: readonly number[]): string {
    // Only small constants recur; hashing large ones would cost more than it saves.
    const key = data.length <= 256 ? `${type} ${shape.join()} ${data.join()}` : `${this.constants.size}`
    const seen = this.constants.get(key)
    if (seen) return seen.name
    const name = this.fresh('constant')
    this.constants.set(key, { name, shape, type, data })
    return name
  }

  /** The serialised ModelProto. */
  serialise(name: string, { metadata = {}, opset = ownOpset, withShapes = false }: ModelOptions = {}): Uint8Array {
    const domains = [...new Set(this.nodes.map((node) => node.domain))].filter((domain) => domain !== '')
    return modelProto
      .encode({
        irVersion: irVersionOf(opset),
        producerName: 'regnet-lab-bench',
        opsetImport: [{ domain: '', version: opset }, ...domains.map((domain) => ({ domain, version: 1 }))],
        graph: {
          name,
          node: this.nodes.map((node, i) => ({
            name: node.scope === '' ? `n${i}` : `${node.scope}/${node.outputs[0]!}`,
            opType: node.type,
            input: node.inputs,
            output: node.outputs,
            domain: node.domain,
            attribute: Object.entries(node.attributes).map(attribute),
          })),
          initializer: [...this.constants.values()].map(({ name, shape, type, data }) => ({
            name,
            dims: shape,
            dataType: elementTypes[type],
            rawData: data,
          })),
          input: this.inputs.map(valueInfo),
          output: this.outputs.map(valueInfo),
          valueInfo: withShapes ? this.between().map(valueInfo) : [],
        },
        metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      })
      .finish()
  }

  /** Values that are neither constants nor the graph's inputs or outputs. */
  private between(): OnnxValue[] {
    const given = [...this.inputs, ...this.constants.values()].map(({ name, shape }) => [name, shape] as const)
    const outputs = new Set(this.outputs.map(({ name }) => name))
    return [...inferShapes(this.nodes, new Map(given))]
      .filter(([name]) => !outputs.has(name))
      .map(([name, shape]) => ({ name, shape, type: 'float32' }))
  }
}

/** The ValueInfoProto of a value. */
function valueInfo({ name, shape, type }: OnnxValue) {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }))
  return { name, type: { tensorType: { elemType: elementTypes[type], shape: { dim } } } }
}

/** The AttributeProto of one attribute, with the standard's type codes. */
function attribute([name, value]: [string, OnnxAttribute]) {
  if (typeof value === 'number') return { name, i: value, type: 2 }
  if (typeof value === 'string') return { name, s: ascii(value), type: 3 }
  if ('float' in value) return { name, f: value.float, type: 1 }
  if ('floats' in value) return { name, floats: value.floats, type: 6 }
  return { name, ints: value, type: 7 }
}

/** Bytes of an ASCII string: attribute strings name modes and activations. */
function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
