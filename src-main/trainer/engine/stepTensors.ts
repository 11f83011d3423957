import { Tensor } from 'onnxruntime-node'
import { sizeOf } from '#shared/graph/graph.ts'
import { averageNames, deviceNames, flatNames, pack, slotNamed, type Slot } from '#shared/lowering/packing.ts'
import { lastEntries } from '#shared/lowering/stepHistory.ts'
import { judgedLabels } from '#shared/training/batchDraw.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import type { Bindable } from '../native/tensors.ts'
import { zeros, type Session } from '../providers/session.ts'
import { rankOf } from '../training/scores.ts'
import type { Step, StepRecord, Weights } from './stepEngine.ts'
import type { InputArrays, StepGraph } from './stepGraph.ts'

/** The tensors of a step by the names of their slots. */
export type Tensors = Readonly<Record<string, Tensor>>

/** The slots of a training graph's state: inputs whose next value is an output. */
export function stateSlots({ inputs, outputs }: Pick<Session, 'inputs' | 'outputs'>): Slot[] {
  return inputs.filter(({ name }) => outputs.some((other) => other.name === stepNames.next(name)))
}

/** State that is no part of a network's, and begins as zeros. */
const emptyAtFirst: ReadonlySet<string> = new Set([deviceNames.history, ...Object.values(averageNames)])

/** The data of a state slot from the state's named tensors. */
export const packState = (slot: Slot, tensors: ReadonlyMap<string, Float32Array>): Float32Array =>
  emptyAtFirst.has(slot.name) ? new Float32Array(sizeOf(slot.shape)) : pack(slot, tensors)

/** The slots that are filled before each step: inputs that are neither state nor fixed. */
export function filledSlots({ lowered, fixed }: Pick<StepGraph, 'lowered' | 'fixed'>): Slot[] {
  const state = stateSlots(lowered)
  return lowered.inputs.filter((slot) => !state.includes(slot) && !fixed.has(slot.name))
}

/** The slots of a training graph's outputs that are no state. */
export function resultSlots(graph: Pick<Session, 'inputs' | 'outputs'>): Slot[] {
  const next = new Set(stateSlots(graph).map(({ name }) => stepNames.next(name)))
  return graph.outputs.filter(({ name }) => !next.has(name))
}

/** The weights of a state. */
export const weightsOf = (state: Readonly<Record<string, Bindable>>): Weights => ({
  parameters: state[flatNames.parameter]!,
  statistics: state[flatNames.statistic]!,
})

/** The averages of the weights in a state, if it has them. */
export function averageOf(state: Readonly<Record<string, Bindable>>): Weights | null {
  const { [averageNames.parameter]: parameters, [averageNames.statistic]: statistics } = state
  return parameters && statistics ? { parameters, statistics } : null
}

/** Tensors in the host's memory for the inputs that are filled before each step, and their values. */
export function filledTensors(graph: StepGraph): { tensors: Tensors; arrays: InputArrays } {
  const tensors = Object.fromEntries(filledSlots(graph).map((slot) => [slot.name, hostTensor(slot)]))
  const arrays = Object.entries(tensors).map(([name, { data }]) => [name, data as Float32Array | Int32Array])
  return { tensors, arrays: Object.fromEntries(arrays) as InputArrays }
}

/** A zeroed tensor of a slot in the host's memory. */
export function hostTensor({ shape, type }: Slot): Tensor {
  const values = type === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape))
  return new Tensor(type ?? 'float32', values, shape)
}

/** The outputs of a step whose graph has loss and logits as outputs, before it is run. */
export const emptyResults = ({ outputs }: Pick<Session, 'outputs'>): Tensors =>
  Object.fromEntries([stepNames.loss, stepNames.logits].map((name) => [name, zeros(slotNamed(outputs, name).shape)]))

/** The record of a step whose graph has loss and logits as outputs. */
export function recordOf(
  { draw }: Step,
  { outputs }: Pick<Session, 'outputs'>,
  values: Readonly<Record<string, Pick<Tensor, 'data'>>>,
): StepRecord {
  const labels = judgedLabels(draw)
  const { batchLast } = slotNamed(outputs, stepNames.logits)
  const logits = { values: values[stepNames.logits]!.data as Float32Array, batch: labels.length, batchLast }
  let errors = 0
  labels.forEach((label, n) => {
    if (rankOf(logits, n, label) > 0) errors++
  })
  return { loss: (values[stepNames.loss]!.data as Float32Array)[0]!, errors }
}

/** The records of the steps last taken, from a history. */
export function recordsIn(history: Float32Array, steps: readonly Step[]): StepRecord[] {
  return lastEntries(history, steps.length).map(({ loss, right }, i) => ({
    loss,
    errors: steps[i]!.draw.labels.length - right,
  }))
}
