import type { GraphOperator, OperatorGraph } from '#shared/contract/operatorGraph.ts'
import type { Network } from '#shared/networks/network.ts'
import { modelProto } from '#shared/onnx/schema.ts'
import { inferenceModel } from '#shared/training/inferenceGraph.ts'
import { initialState } from '#shared/training/initialState.ts'

/** The used part of a decoded ModelProto. */
interface DecodedModel {
  graph: {
    node: { name: string; opType: string; input?: string[]; output: string[]; attribute?: DecodedAttribute[] }[]
    input: DecodedValue[]
    output: DecodedValue[]
    valueInfo: DecodedValue[]
    initializer: { name: string }[]
  }
}
interface DecodedAttribute {
  name: string
  i?: number
  ints?: number[]
}
interface DecodedValue {
  name: string
  type: { tensorType: { shape: { dim: { dimValue?: number; dimParam?: string }[] } } }
}

/**
 * The operators of a network's exported model, computed with initial weights, since names and shapes do not depend on
 * them.
 */
export function operatorGraph(network: Network): OperatorGraph {
  const plain = { mean: [0, 0, 0], std: [1, 1, 1] }
  const bytes = inferenceModel(network, initialState(network, 0, false), plain)
  const { graph } = modelProto.toObject(modelProto.decode(bytes), { longs: Number }) as DecodedModel
  const shapeOf = ({ type }: DecodedValue) => type.tensorType.shape.dim.map((d) => d.dimParam ?? d.dimValue ?? 0)
  const constants = new Set(graph.initializer.map(({ name }) => name))
  const values = [...graph.input, ...graph.valueInfo, ...graph.output]
  return {
    nodes: graph.node.map(({ name, opType, input = [], output, attribute = [] }) => ({
      id: name,
      operator: opType,
      part: name.slice(0, name.indexOf('/')),
      ...windowOf(attribute),
      inputs: input.filter((value) => !constants.has(value)),
      outputs: output,
    })),
    inputs: graph.input.map(({ name }) => name),
    outputs: graph.output.map(({ name }) => name),
    shapes: Object.fromEntries(values.map((value) => [value.name, shapeOf(value)])),
  }
}

/** The square window of an operator, if it has one. */
function windowOf(attributes: readonly DecodedAttribute[]): Pick<GraphOperator, 'window'> {
  const get = (name: string) => attributes.find((attribute) => attribute.name === name)
  const kernel = get('kernel_shape')?.ints?.[0]
  if (kernel === undefined) return {}
  return { window: { kernel, stride: get('strides')?.ints?.[0] ?? 1, groups: get('group')?.i ?? 1 } }
}
