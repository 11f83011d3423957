import { sizeOf, type Value } from '#shared/graph/graph.ts'
import { largestScale } from '#shared/graph/ops/lossScaling.ts'
import type { NodeOf, OperatorId } from '#shared/graph/ops/operators.ts'
import { elementTypes } from '#shared/onnx/onnxNode.ts'
import type { LoweringContext, VectorUpdate } from './loweringContext.ts'
import { flatNames, nextName, slotNamed, stateNames, type Part, type Slot } from './packing.ts'
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
  const ordered = inOrderOfParts(context, nodes)
  return emitSgd(context, ordered, concatenated(context, ordered.map(gradientOf)))
})

/** The same with scaled gradients; a step that is skipped selects the old vectors. */
export const scaledSgdOnVectors = together<'scaledSgdUpdate'>((context, nodes) => {
  const gradient = unscaledGradient(context)
  return emitSgd(context, inOrderOfParts(context, nodes), gradient, isTaken(context, gradient))
})

type SgdNode = NodeOf<'sgdUpdate' | 'scaledSgdUpdate'>

const gradientOf = ({ inputs: [, , gradient] }: SgdNode): Value => gradient

/** The nodes that update the parameters, in the order of their vector. */
const inOrderOfParts = <N extends SgdNode>({ graph, inputs }: LoweringContext, nodes: readonly N[]): N[] =>
  slotNamed(inputs, flatNames.parameter).parts.map((part) => nodeOf(nodes, graph.inputs.get(part.name)!.value))

/** Emits SGD with all gradients as one vector. `condition`: whether to take the new vectors, as a boolean scalar. */
function emitSgd(context: LoweringContext, ordered: readonly SgdNode[], gradient: string, condition?: string): Slot[] {
  const { onnx, inputs } = context
  const parameters = slotNamed(inputs, flatNames.parameter)
  const momenta = slotNamed(inputs, flatNames.momentum)
  const {
    attributes: { momentum, nesterov },
    inputs: [, , , learningRate],
  } = ordered[0]!
  const rate = context.name(learningRate)
  const decays = ordered.map(({ attributes }) => attributes.weightDecay)
  const decay = weightDecays(context, parameters.parts, decays)
  const decayed = onnx.add('Add', [gradient, onnx.add('Mul', [parameters.name, decay])])
  const velocity = nextOf(momenta)
  const next = nextOf(parameters)
  const emit = (type: string, operands: string[], old: Slot, into: Slot): string => {
    if (condition === undefined) return onnx.addNamed(type, operands, [into.name])[0]!
    const found = onnx.add(type, operands)
    onnx.addNamed('Where', [condition, found, old.name], [into.name])
    return found
  }
  const kept = onnx.add('Mul', [momenta.name, onnx.scalar(momentum)])
  const moved = emit('Add', [kept, decayed], momenta, velocity)
  const step = nesterov ? onnx.add('Add', [decayed, onnx.add('Mul', [moved, onnx.scalar(momentum)])]) : moved
  emit('Sub', [parameters.name, onnx.add('Mul', [step, rate])], parameters, next)
  return [next, velocity]
}

/** The first element of the state of loss scaling, as a scalar. */
function lossScaleOf({ onnx, inputs }: LoweringContext): string {
  const { name } = slotNamed(inputs, stateNames.lossScale)
  return onnx.reshape(onnx.add('Slice', [name, ...[0, 1, 0].map((bound) => onnx.integers([bound]))]), [])
}

/** All gradients as one vector, divided by the loss scale. */
const unscaledGradient = (context: LoweringContext): string =>
  context.memo('unscaled gradient', () => {
    const ordered = inOrderOfParts(context, context.nodesOf('scaledSgdUpdate'))
    const gradient = concatenated(context, ordered.map(gradientOf))
    return { name: context.onnx.add('Div', [gradient, lossScaleOf(context)]), shape: [] }
  }).name

/** Whether all elements of a gradient are finite, as a boolean scalar. Comparisons with NaN are false. */
const isTaken = (context: LoweringContext, gradient: string): string =>
  context.memo(`finite ${gradient}`, () => {
    const { onnx } = context
    const isFinite = onnx.add('LessOrEqual', [onnx.add('Abs', [gradient]), onnx.scalar(largestFloat)])
    const least = onnx.add('ReduceMin', [onnx.add('Cast', [isFinite], { to: elementTypes.float32 })], { keepdims: 0 })
    return { name: onnx.add('Greater', [least, onnx.scalar(0.5)]), shape: [] }
  }).name

/** The largest finite float32. */
const largestFloat = 2 ** 128 - 2 ** 104

/** The state of loss scaling as a vector of three, in which every choice is made for all elements at once. */
export const lossScalingOnVectors = together<'lossScaling'>((context, [node]) => {
  const { onnx, inputs } = context
  const state = slotNamed(inputs, stateNames.lossScale)
  const { interval } = node!.attributes
  const vector = (...values: [scale: number, good: number, skipped: number]) => onnx.floats(values, [3])
  const good = onnx.add('Slice', [state.name, ...[1, 2, 0].map((bound) => onnx.integers([bound]))])
  const isDue = onnx.add('Greater', [good, onnx.floats([interval - 1.5], [1])])
  const twice = onnx.add('Mul', [state.name, vector(2, 0, 1)])
  const isFinite = onnx.add('LessOrEqual', [twice, onnx.scalar(largestFloat)])
  const doubled = onnx.add('Where', [isFinite, twice, onnx.scalar(largestScale)])
  const taken = onnx.add('Where', [isDue, doubled, onnx.add('Add', [state.name, vector(0, 1, 0)])])
  const skipped = onnx.add('Add', [onnx.add('Mul', [state.name, vector(0.5, 0, 1)]), vector(0, 0, 1)])
  const next = nextOf(state)
  onnx.addNamed('Where', [isTaken(context, unscaledGradient(context)), taken, skipped], [next.name])
  return [next]
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
