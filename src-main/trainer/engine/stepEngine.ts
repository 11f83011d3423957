import type { Tensor } from 'onnxruntime-node'
import type { Session } from '../providers/session.ts'

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

/** A training graph with its state. Where the state is kept changes no bits. Calls must not overlap. */
export interface StepEngine {
  readonly session: Session
  /** The batch to fill before each step, in the layout of its slot. */
  readonly images: Tensor
  readonly targets: Tensor
  /** Whether images, targets and logits have their batch as last axis. */
  readonly batchLast: boolean
  /** Sets parameters, momenta and statistics. */
  load(tensors: ReadonlyMap<string, Float32Array>): void
  /** One step on the current batch. */
  step(learningRate: number): Promise<StepResult>
  /** The weights as inputs of other sessions; valid until the next step. */
  readonly weights: Weights
  /** The flat vector of a state slot; valid until the next step. */
  read(name: string): Promise<Float32Array>
  /** Replaces the flat vector of a state slot. */
  replace(name: string, values: Float32Array): void
  release(): Promise<void>
}
