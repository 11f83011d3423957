import type { LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import type { BatchDraw } from '#shared/training/batchDraw.ts'
import type { AverageMove } from '#shared/training/ema.ts'
import type { Bindable } from '../native/tensors.ts'
import type { Session } from '../providers/session.ts'

/** What one training step takes. */
export interface Step {
  draw: BatchDraw
  learningRate: number
  /** How the averages move that the engine keeps, if it does. */
  average?: AverageMove | undefined
}

/** What one training step found in its batch, before its update. */
export interface StepRecord {
  loss: number
  /** Images whose judged label (see judgedLabels) is not the network's first choice. */
  errors: number
}

/** The flat vectors of one plan that a network computes with, in the host's memory or a device's. */
export interface Weights {
  parameters: Bindable
  statistics: Bindable
}

/**
 * A training graph with its state, and the source of its batches. Where the state is kept, where batches are made and
 * how many steps a call takes change no bits. Calls must not overlap.
 */
export interface StepEngine {
  /** The graph's slots, and its number of nodes. */
  readonly session: Pick<Session, 'inputs' | 'outputs' | 'nodes' | 'kernelNodes'>
  /** Whether a step is launched as one recorded graph; known after the first. */
  readonly captured?: boolean
  /** Most steps that one call of `advance` can take. */
  readonly longest: number
  /** Sets parameters, momenta and statistics. Averages are zero until they are replaced. */
  load(tensors: ReadonlyMap<string, Float32Array>): void
  /**
   * Takes these steps, 1 to `longest`, one after another, and returns a record of each. A loss that is not finite stops
   * nothing: later records are then meaningless. If interrupted, it returns those of the steps that had ended.
   */
  advance(steps: readonly Step[]): Promise<StepRecord[]>
  /** Ends a call of `advance` early: the state is then that of the last step with a record. */
  interrupt?(): void
  /** Loads another graph of the plan where the engine's weights are. */
  open(lowered: LoweredGraph): Promise<Session>
  /** The weights as inputs of sessions by `open`; valid until the next step. */
  readonly weights: Weights
  /** The averages of the weights if the engine keeps them, otherwise null. */
  readonly average: Weights | null
  /** The flat vector of a state slot; valid until the next step. */
  read(name: string): Promise<Float32Array>
  /** Replaces the flat vector of a state slot. */
  replace(name: string, values: Float32Array): void
  release(): Promise<void>
}
