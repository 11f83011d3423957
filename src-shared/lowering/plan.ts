import type { Node, Shape } from '#shared/graph/graph.ts'
import type { OperatorId } from '#shared/graph/ops/operators.ts'
import type { Lowering } from './lowering.ts'

/** A named tensor inside a slot: its reference shape and where it begins. */
export interface Part {
  name: string
  shape: Shape
  offset: number
}

/** One input or output of a lowered graph: an ONNX tensor and the named reference tensors that it holds. */
export interface Slot {
  name: string
  /** ONNX shape. */
  shape: readonly number[]
  parts: readonly Part[]
  /** Whether the batch axis, first in reference layout, is last in this tensor. */
  batchLast: boolean
}

/** A graph as ONNX under the plan of id `plan`: the serialised model, its slots, its number of nodes. */
export interface LoweredGraph {
  plan: string
  model: Uint8Array
  inputs: readonly Slot[]
  outputs: readonly Slot[]
  nodes: number
}

/** An ONNX tensor that holds a value: its name and the shape it has there. */
export interface Emitted {
  name: string
  shape: readonly number[]
}

/** How one operator becomes ONNX nodes under a plan: emits them and returns one tensor for each output. */
export type Formulation = (lowering: Lowering, node: Node) => readonly Emitted[]

/** Operators that update the state; a plan lowers all of a graph's at once, on flat vectors. */
export type UpdateId = 'sgdUpdate' | 'runningUpdate'

/**
 * A lowering plan fixes layout, state packing and the formulation of every operator. Its id is stored with each run:
 * another order of summation gives other bits. A change that alters bits gets a new id.
 */
export interface LoweringPlan {
  id: string
  /** The processor (`process.arch`) whose kernels it needs; null: any. */
  processor: string | null
  /** Feature maps as [1, C, H, W, N] and vectors as [C, N] instead of [N, C, H, W] and [N, C]. */
  batchLast: boolean
  formulations: Record<Exclude<OperatorId, UpdateId>, Formulation>
  /** Emits the parts of a flat vector and returns their names. */
  split(lowering: Lowering, flat: string, parts: readonly Part[]): string[]
}
