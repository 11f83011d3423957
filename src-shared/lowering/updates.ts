import { sizeOf, type Value } from '#shared/graph/graph.ts'
import type { OperatorId } from '#shared/graph/ops/operators.ts'
import type { LoweringContext, VectorUpdate } from './loweringContext.ts'
import { flatNames, nextName, slotNamed, type Part, type Slot } from './packing.ts'
import type { Formulation } from './planTypes.ts'

/** The formulation of an operator whose nodes `update` emits all at once. */
function together<Id extends OperatorId>(update: VectorUpdate<Id>): Formulation<Id> {
  return (context, node) => {
    context.updateTogether(node, update)
    return []
  }
}

const nextOf = (slot: Slot): Slot => ({
  ...slot,
  name: nextName(slot.name),
  parts: slot.parts.map((part) => ({ ...part, name: nextName(part.name) })),
})

/** SGD on the vectors of parameters and momenta: five elementwise nodes, regardless of the number of parameters. */
export const sgdOnVectors = together<'sgdUpdate'>((context, nodes) => {
  const { onnx, graph, inputs } = context
  const parameters = slotNamed(inputs, flatNames.parameter)
  const momenta = slotNamed(inputs, flatNames.momentum)
  const ordered = parameters.parts.map((part) => nodeOf(nodes, graph.inputs.get(part.name)!.value))
  const {
    attributes: { momentum, nesterov },
    inputs: [, , , learningRate],
  } = ordered[0]!
  const rate = context.name(learningRate)
  const gradient = concatenated(
    context,
    ordered.map(({ inputs: [, , gradient] }) => gradient),
  )
  const decays = ordered.map(({ attributes }) => attributes.weightDecay)
  const decay = weightDecays(context, parameters.parts, decays)
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
})

/** All gradients as one vector. Pending multiples are applied by one product for all gradients after the first one. */
function concatenated(context: LoweringContext, gradients: readonly Value[]): string {
  const { onnx } = context
  const multiples = gradients.map((gradient) => context.takeMultiple(gradient))
  const joined = (values: readonly Value[]) => values.map((value) => context.flat(value))
  const first = multiples.findIndex((multiple) => multiple !== 1)
  if (first < 0) return onnx.add('Concat', joined(gradients), { axis: 0 })
  const multiplied = gradients.slice(first)
  const factors = multiplied.flatMap(({ shape }, i) => new Array<number>(sizeOf(shape)).fill(multiples[first + i]!))
  const vectors = onnx.add('Concat', joined(multiplied), { axis: 0 })
  const product = onnx.add('Mul', [vectors, onnx.floats(factors, [factors.length])])
  return onnx.add('Concat', [...joined(gradients.slice(0, first)), product], { axis: 0 })
}

/** A scalar if all decays are equal, otherwise a vector of runs with equal decay. */
function weightDecays({ onnx }: LoweringContext, parts: readonly Part[], decays: readonly number[]): string {
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

/** Running statistics as one vector: running * (1 - momentum) + batch * (momentum * factor). */
export const runningUpdateOnVectors = together<'runningUpdate'>((context, nodes) => {
  const { onnx, graph, inputs } = context
  const statistics = slotNamed(inputs, flatNames.statistic)
  const ordered = statistics.parts.map((part) => nodeOf(nodes, graph.inputs.get(part.name)!.value))
  const batch = onnx.add(
    'Concat',
    ordered.map(({ inputs: [, batch] }) => context.flat(batch)),
    { axis: 0 },
  )
  const weights = ordered.flatMap(({ attributes: { momentum, factor }, inputs: [running] }) =>
    Array<number>(sizeOf(running.shape)).fill(momentum * factor),
  )
  const next = nextOf(statistics)
  const kept = onnx.add('Mul', [statistics.name, onnx.scalar(1 - ordered[0]!.attributes.momentum)])
  const added = onnx.add('Mul', [batch, onnx.floats(Float32Array.from(weights), statistics.shape)])
  onnx.addNamed('Add', [kept, added], [next.name])
  return [next]
})

/** The node that updates `state`. */
function nodeOf<N extends { inputs: readonly [Value, ...Value[]] }>(nodes: readonly N[], state: Value): N {
  const node = nodes.find(({ inputs }) => inputs[0] === state)
  if (!node) throw new RangeError('invalid graph: a part of the state is not updated')
  return node
}
