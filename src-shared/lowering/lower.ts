import { sizeOf, type Graph, type GraphInput, type InputRole, type Node, type Value } from '#shared/graph/graph.ts'
import type { SgdAttributes } from '#shared/graph/ops/update.ts'
import { Lowering } from './lowering.ts'
import { slotNamed } from './packing.ts'
import type { LoweredGraph, LoweringPlan, Part, Slot, UpdateId } from './plan.ts'

/** Names of the flat vectors in which a lowered graph keeps its state. */
export const flatNames = { parameter: 'parameters', momentum: 'momenta', statistic: 'statistics' } as const
type StateRole = keyof typeof flatNames

/**
 * The graph as an ONNX model under a plan. State inputs are packed into one flat vector each for parameters, momenta
 * and statistics: weights first, then vectors, each in order of declaration, so that the training and evaluation
 * graphs of one network share their vectors. Outputs `next/NAME` of updates are packed the same way.
 */
export function lower(graph: Graph, plan: LoweringPlan, name = 'graph'): LoweredGraph {
  const lowering = new Lowering(graph, plan)
  const { onnx } = lowering
  const inputs: Slot[] = []
  const outputs: Slot[] = []

  for (const role of ['batch', 'scalar'] as const)
    for (const input of graph.inputsWith(role)) {
      const shape = lowering.shapeOf(input.value)
      onnx.input(input.name, shape)
      inputs.push(slotOf(input.name, shape, input.value, plan))
      lowering.place(input.value, { name: input.name, shape })
    }
  for (const role of Object.keys(flatNames) as StateRole[]) {
    const slot = stateSlot(graph, role)
    if (!slot) continue
    onnx.input(slot.name, slot.shape)
    inputs.push(slot)
    if (role === 'momentum') continue
    const names = plan.split(lowering, slot.name, slot.parts)
    slot.parts.forEach((part, i) => {
      lowering.place(graph.inputs.get(part.name)!.value, { name: names[i]!, shape: [sizeOf(part.shape)] })
    })
  }

  const updates: Record<UpdateId, Node[]> = { sgdUpdate: [], runningUpdate: [] }
  for (const node of graph.nodes) {
    const id = node.operator.id
    if (id === 'sgdUpdate' || id === 'runningUpdate') {
      updates[id].push(node)
      continue
    }
    const emitted = plan.formulations[id as keyof LoweringPlan['formulations']](lowering, node)
    emitted.forEach((tensor, i) => lowering.place(node.outputs[i]!, tensor))
  }
  const updated = new Set<Value>([...updates.sgdUpdate, ...updates.runningUpdate].flatMap((node) => node.outputs))
  if (updates.sgdUpdate.length > 0) outputs.push(...updateParameters(lowering, inputs, updates.sgdUpdate))
  if (updates.runningUpdate.length > 0) outputs.push(updateStatistics(lowering, inputs, updates.runningUpdate))

  for (const [outputName, value] of graph.outputs) {
    if (updated.has(value)) continue
    const shape = lowering.shapeOf(value)
    onnx.addNamed('Identity', [lowering.view(value, shape)], [outputName])
    outputs.push(slotOf(outputName, shape, value, plan))
  }
  for (const slot of outputs) onnx.output(slot.name, slot.shape)
  return { plan: plan.id, model: onnx.serialise(name), inputs, outputs, nodes: onnx.nodes.length }
}

function slotOf(name: string, shape: readonly number[], value: Value, plan: LoweringPlan): Slot {
  return { name, shape, parts: [{ name, shape: value.shape, offset: 0 }], batchLast: value.batched && plan.batchLast }
}

/** The flat vector of a role's inputs; undefined where the graph has none. */
function stateSlot(graph: Graph, role: StateRole & InputRole): Slot | undefined {
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
  return { name: flatNames[role], shape: [offset], parts, batchLast: false }
}

const nextOf = (slot: Slot): Slot => ({
  ...slot,
  name: `next/${slot.name}`,
  parts: slot.parts.map((part) => ({ ...part, name: `next/${part.name}` })),
})

/** The SGD update of all parameters at once: five elementwise nodes, whatever the number of parameters. */
function updateParameters(lowering: Lowering, inputs: readonly Slot[], nodes: readonly Node[]): Slot[] {
  const { onnx, graph } = lowering
  const parameters = slotNamed(inputs, flatNames.parameter)
  const momenta = slotNamed(inputs, flatNames.momentum)
  const ordered = parameters.parts.map((part) => nodeOf(nodes, graph.inputs.get(part.name)!.value))
  const { momentum, nesterov } = ordered[0]!.attributes as SgdAttributes
  const rate = lowering.name(ordered[0]!.inputs[3]!)
  const gradient = onnx.add(
    'Concat',
    ordered.map((node) => lowering.flat(node.inputs[2]!)),
    { axis: 0 },
  )
  const decays = ordered.map((node) => (node.attributes as SgdAttributes).weightDecay)
  const decay = weightDecays(lowering, parameters.parts, decays)
  const decayed = onnx.add('Add', [gradient, onnx.add('Mul', [parameters.name, decay])])
  const velocity = nextOf(momenta)
  const next = nextOf(parameters)
  const kept = onnx.add('Mul', [momenta.name, onnx.scalar(momentum)])
  onnx.addNamed('Add', [kept, decayed], [velocity.name])
  const step = nesterov
    ? onnx.add('Add', [decayed, onnx.add('Mul', [velocity.name, onnx.scalar(momentum)])])
    : velocity.name
  onnx.addNamed('Sub', [parameters.name, onnx.add('Mul', [step, rate])], [next.name])
  return [next, velocity]
}

/** A scalar where all decays are equal, else a vector built from runs of equal decay. */
function weightDecays({ onnx }: Lowering, parts: readonly Part[], decays: readonly number[]): string {
  const runs: { decay: number; length: number }[] = []
  decays.forEach((decay, i) => {
    const length = sizeOf(parts[i]!.shape)
    const last = runs.at(-1)
    if (last?.decay === decay) last.length += length
    else runs.push({ decay, length })
  })
  if (runs.length === 1) return onnx.scalar(runs[0]!.decay)
  const expanded = runs.map(({ decay, length }) => onnx.add('Expand', [onnx.scalar(decay), onnx.integers([length])]))
  return onnx.add('Concat', expanded, { axis: 0 })
}

/** All running statistics at once: running * (1 - momentum) + batch * (momentum * factor). */
function updateStatistics(lowering: Lowering, inputs: readonly Slot[], nodes: readonly Node[]): Slot {
  const { onnx, graph } = lowering
  const statistics = slotNamed(inputs, flatNames.statistic)
  const ordered = statistics.parts.map((part) => nodeOf(nodes, graph.inputs.get(part.name)!.value))
  const attributes = ordered.map((node) => node.attributes as { momentum: number; factor: number })
  const batch = onnx.add(
    'Concat',
    ordered.map((node) => lowering.flat(node.inputs[1]!)),
    { axis: 0 },
  )
  const weights = new Float32Array(statistics.shape[0]!)
  statistics.parts.forEach((part, i) => {
    const { momentum, factor } = attributes[i]!
    weights.fill(momentum * factor, part.offset, part.offset + sizeOf(part.shape))
  })
  const next = nextOf(statistics)
  const kept = onnx.add('Mul', [statistics.name, onnx.scalar(1 - attributes[0]!.momentum)])
  const added = onnx.add('Mul', [batch, onnx.floats(weights, statistics.shape)])
  onnx.addNamed('Add', [kept, added], [next.name])
  return next
}

function nodeOf(nodes: readonly Node[], state: Value): Node {
  const node = nodes.find(({ inputs }) => inputs[0] === state)
  if (!node) throw new RangeError('invalid graph: a part of the state is not updated')
  return node
}
