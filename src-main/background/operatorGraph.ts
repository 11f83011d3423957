import type { OperatorGraph } from '#shared/contract/runs.ts'
import type { Network } from '#shared/networks/network.ts'
import { modelProto } from '#shared/onnx/schema.ts'
import { inferenceModel } from '#shared/training/inferenceGraph.ts'
import { initialState } from '#shared/training/initialState.ts'
import { onnxShapes } from './onnxShapes.ts'

/** The part of a decoded ModelProto that is looked at. */
interface DecodedModel {
  graph: {
    node: { name: string; opType: string; input?: string[]; output: string[]; attribute?: DecodedAttribute[] }[]
    input: DecodedValue[]
    output: DecodedValue[]
    initializer: { name: string; dims?: number[] }[]
  }
}
export interface DecodedAttribute {
  name: string
  i?: number
  ints?: number[]
}
interface DecodedValue {
  name: string
  type: { tensorType: { shape: { dim: { dimValue?: number; dimParam?: string }[] } } }
}

/** The operators of a network's exported model, from a model with initial weights: names and shapes are the same. */
export function operatorGraph(network: Network): OperatorGraph {
  const plain = { mean: [0, 0, 0], std: [1, 1, 1] }
  const bytes = inferenceModel(network, initialState(network, 0, false), plain, {})
  const { graph } = modelProto.toObject(modelProto.decode(bytes), { longs: Number }) as DecodedModel
  const shapeOf = ({ type }: DecodedValue) => type.tensorType.shape.dim.map((d) => d.dimParam ?? d.dimValue ?? 0)
  const constants = new Map(graph.initializer.map(({ name, dims }) => [name, dims ?? []]))
  const inputs = new Map(graph.input.map((value) => [value.name, shapeOf(value)]))
  return {
    nodes: graph.node.map(({ name, opType, input = [], output }) => ({
      id: name,
      operator: opType,
      inputs: input.filter((value) => !constants.has(value)),
      outputs: output,
    })),
    inputs: [...inputs.keys()],
    outputs: graph.output.map(({ name }) => name),
    shapes: Object.fromEntries(onnxShapes(graph.node, inputs, constants)),
  }
}
