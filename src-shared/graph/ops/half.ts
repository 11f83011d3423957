import type { Each, Graph, Operator, Shape, Shapes, Value } from '#shared/graph/graph.ts'

/** The precisions of training: all float32, or products on float16 operands as by PyTorch's autocast. */
export const precisions = ['float32', 'mixed'] as const
export type Precision = (typeof precisions)[number]

/** The largest finite float16. */
export const largestHalf = 65504

/** The nearest float16, ties to even; from 65520 on infinite, as in IEEE 754. */
export function roundToHalf(x: number): number {
  const size = Math.abs(x)
  if (size === 0 || !(size < Infinity)) return x
  const unit = 2 ** (Math.max(Math.floor(Math.log2(size)), -14) - 10)
  const units = size / unit
  const below = Math.floor(units)
  const isUp = units - below === 0.5 ? below % 2 === 1 : units - below > 0.5
  const rounded = (isUp ? below + 1 : below) * unit
  return Math.sign(x) * (rounded > largestHalf ? Infinity : rounded)
}

type Cast = Operator<[x: Shape], [y: Shape]>

/** x rounded to float16: the operand of a product in mixed precision. */
export const toHalf: Cast = {
  id: 'toHalf',
  shapes: ([x]) => [x],
  evaluate: ([x]) => [x.data.map(roundToHalf)],
  gradient: ({ graph, dy }) => [graph.apply1(fromHalf, [dy], {})],
}

/** The float16 result of a product as float32. */
export const fromHalf: Cast = {
  id: 'fromHalf',
  shapes: ([x]) => [x],
  evaluate: ([x]) => [x.data.map(roundToHalf)],
  gradient: ({ graph, dy }) => [graph.apply1(toHalf, [dy], {})],
}

/**
 * Applies a product's operator in a precision. In mixed precision operands and result are rounded to float16, and so
 * are those of its gradients, by the gradients of the casts.
 */
export function applyProduct<In extends Shapes, A extends object>(
  graph: Graph,
  precision: Precision,
  operator: Operator<In, Shapes, A>,
  operands: Each<In, Value>,
  attributes: A,
): Value {
  if (precision === 'float32') return graph.apply1(operator, operands, attributes)
  const halves = operands.map((operand) => graph.apply1(toHalf, [operand], {})) as readonly Value[] as Each<In, Value>
  return graph.apply1(fromHalf, [graph.apply1(operator, halves, attributes)], {})
}
