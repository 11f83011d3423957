import type { Session } from '../providers/session.ts'
import type { StepBatch, StepResult, Weights } from './stepTensors.ts'

/** A training graph with its state. Where the state is kept changes no bits. Calls must not overlap. */
export interface StepEngine {
  readonly session: Session
  /** What to fill before each step. */
  readonly batch: StepBatch
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
