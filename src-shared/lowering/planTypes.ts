import type { NodeOf, OperatorId } from '#shared/graph/ops/operators.ts'
import type { Emitted, LoweringContext, PlanLayout } from './loweringContext.ts'

/**
 * How a plan expresses an operator, or any of several, in ONNX nodes: emits them and returns one tensor per output.
 * Outputs that it places or defers itself are omitted.
 */
export type Formulation<Id extends OperatorId> = (context: LoweringContext, node: NodeOf<Id>) => readonly Emitted[]

/**
 * A lowering plan fixes layout, state packing and the formulation of every operator. Its id is stored with each run,
 * because another order of summation gives other bits. A change that alters bits gets a new id.
 */
export interface LoweringPlan extends PlanLayout {
  id: string
  /** The processor (`process.arch`) whose kernels it needs; null: any. */
  processor: string | null
  /**
   * The precision of mixed images and of averages of weights; what is done in float32 can be done on devices as well.
   */
  hostPrecision: 'float64' | 'float32'
  formulations: { [Id in OperatorId]: Formulation<Id> }
}
