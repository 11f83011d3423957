import { sizeOf, type Graph, type GraphInput, type Value } from '#shared/graph/graph.ts'
import type { OperatorId } from '#shared/graph/ops/operators.ts'
import { LoweringContext } from './loweringContext.ts'
import { stateNames, type Part, type Slot } from './packing.ts'
import type { LoweringPlan } from './planTypes.ts'

/** A graph as ONNX under the plan with id `plan`: the serialised model and its slots. */
export interface LoweredGraph {
  plan: string
  model: Uint8Array
  inputs: readonly Slot[]
  outputs: readonly Slot[]
  nodes: number
  /** Nodes that a provider has to compute: all but Reshape. */
  kernelNodes: number
}

/** Nodes around a graph's own: they supply inputs, or read outputs. */
export interface Surroundings {
  /** Places the values of some batch inputs and returns the names of these inputs, which the model then lacks. */
  before(context: LoweringContext): ReadonlySet<string>
  /** Reads values of the graph and returns the names of those outputs that the model then lacks. */
  after(context: LoweringContext): ReadonlySet<string>
}

const nothingAround: Surroundings = { before: () => new Set(), after: () => new Set() }

type StateRole = keyof typeof stateNames

/**
 * The graph as an ONNX model under a plan. State inputs are packed into one flat vector each for parameters, momenta,
 * statistics and the loss scale: weights first, then vectors, each in order of declaration, so that a network's training and
 * evaluation graphs share their vectors. Updated state, in outputs `next/NAME`, is packed the same way. `around`: nodes to
 * emit around the graph's own.
 */
export function lowerGraph(graph: Graph, plan: LoweringPlan, name = 'graph', around = nothingAround): LoweredGraph {
  const context = new LoweringContext(graph, plan)
  const { onnx, inputs, outputs } = context

  const supplied = around.before(context)
  for (const role of ['batch', 'scalar'] as const)
    for (const input of graph.inputsWith(role)) {
      if (supplied.has(input.name)) continue
      const shape = context.slotShape(input.value)
      onnx.input(input.name, shape)
      inputs.push(slotOf(input.name, shape, input.value, plan))
      context.placeInput(input.value, input.name)
    }
  for (const role of Object.keys(stateNames) as StateRole[]) {
    const slot = stateSlot(graph, role)
    if (!slot) continue
    onnx.input(slot.name, slot.shape)
    inputs.push(slot)
    if (role === 'momentum') continue
    for (const [part, tensor] of context.split(slot.name, slot.parts))
      context.place(graph.inputs.get(part.name)!.value, { name: tensor, shape: [sizeOf(part.shape)] })
  }

  for (const node of graph.nodes) {
    // A cast for the compiler, which does not see that a node and the entry under its operator's id fit.
    const emitted = plan.formulations[node.operator.id as OperatorId](context, node as never)
    emitted.forEach((tensor, i) => context.place(node.outputs[i]!, tensor))
  }
  const updated = context.emitUpdates()
  const read = around.after(context)

  for (const [outputName, value] of graph.outputs) {
    if (updated.has(value) || read.has(outputName)) continue
    const shape = context.slotShape(value)
    onnx.addNamed('Identity', [context.slotName(value)], [outputName])
    outputs.push(slotOf(outputName, shape, value, plan))
  }
  for (const slot of outputs) onnx.output(slot.name, slot.shape)
  const nodes = onnx.nodes.length
  const kernelNodes = onnx.nodes.filter(({ type }) => type !== 'Reshape').length
  return { plan: plan.id, model: onnx.serialise(name), inputs, outputs, nodes, kernelNodes }
}

function slotOf(name: string, shape: readonly number[], value: Value, plan: LoweringPlan): Slot {
  const batchLast = value.batched && plan.layout.batchLast
  return { name, shape, parts: [{ name, shape: value.shape, offset: 0 }], batchLast }
}

/** The flat vector of a role's inputs; undefined if the graph has none. */
function stateSlot(graph: Graph, role: StateRole): Slot | undefined {
  const declared = graph.inputsWith(role)
  if (declared.length === 0) return undefined
  const isMatrix = ({ value }: GraphInput) => value.shape.length > 1
  const ordered = [...declared.filter(isMatrix), ...declared.filter((input) => !isMatrix(input))]
  let offset = 0
  const parts: Part[] = ordered.map(({ name, value: { shape } }) => {
    const part = { name, shape, offset }
    offset += sizeOf(shape)
    return part
  })
  return { name: stateNames[role], shape: [offset], parts, batchLast: false }
}
