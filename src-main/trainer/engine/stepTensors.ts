import type { Tensor } from 'onnxruntime-node'
import { flatNames, slotNamed, type Slot } from '#shared/lowering/packing.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import { zeros, type Session } from '../providers/session.ts'

/** The flat vectors of one plan that a network computes with, in the host's memory or a device's. */
export interface Weights {
  parameters: Tensor
  statistics: Tensor
}

/** The loss before the update, and the logits [N, classes] in the plan's layout; the latter valid until the next step. */
export interface StepResult {
  loss: number
  logits: Float32Array
}

/** The tensors of a step by the names of their slots. */
export type Tensors = Readonly<Record<string, Tensor>>

/** The slots of a training graph's state: inputs whose next value is an output. */
export function stateSlots({ inputs, outputs }: Pick<Session, 'inputs' | 'outputs'>): Slot[] {
  return inputs.filter(({ name }) => outputs.some((other) => other.name === stepNames.next(name)))
}

/** The weights of a state. */
export const weightsOf = (state: Tensors): Weights => ({
  parameters: state[flatNames.parameter]!,
  statistics: state[flatNames.statistic]!,
})

/** The tensors that the host fills before each step. */
export class StepBatch {
  /** In the layout of their slots. */
  readonly images: Tensor
  readonly targets: Tensor
  /** Whether images, targets and logits have their batch as last axis. */
  readonly batchLast: boolean
  private readonly rate = zeros([])

  constructor({ inputs }: Session) {
    const images = slotNamed(inputs, stepNames.images)
    this.images = zeros(images.shape)
    this.targets = zeros(slotNamed(inputs, stepNames.targets).shape)
    this.batchLast = images.batchLast
  }

  /** The inputs of a step from this state. */
  feeds(state: Tensors, learningRate: number): Tensors {
    ;(this.rate.data as Float32Array)[0] = learningRate
    return {
      ...state,
      [stepNames.images]: this.images,
      [stepNames.targets]: this.targets,
      [stepNames.learningRate]: this.rate,
    }
  }
}

/** The result among the outputs of a step. */
export const resultOf = (outputs: Tensors): StepResult => ({
  loss: (outputs[stepNames.loss]!.data as Float32Array)[0]!,
  logits: outputs[stepNames.logits]!.data as Float32Array,
})
