/**
 * A small computation graph with reverse-mode differentiation. Every operator has its shapes, a gradient and a float64
 * reference; `evaluate` runs a graph by these references.
 *
 * @module
 */
export { differentiate } from '#shared/graph/differentiate.ts'
export { evaluate } from '#shared/graph/evaluate.ts'
export {
  Graph,
  sizeOf,
  type Cost,
  type GradientContext,
  type GraphInput,
  type InputRole,
  type Node,
  type Operator,
  type Shape,
  type Tensor,
  type Value,
} from '#shared/graph/graph.ts'
export { operators, type OperatorId } from '#shared/graph/ops/operators.ts'
