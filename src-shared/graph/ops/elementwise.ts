import type { Operator, Shape } from '#shared/graph/graph.ts'
import { at } from './elements.ts'

type Unary = Operator<[x: Shape], [y: Shape]>
type Binary = Operator<[a: Shape, b: Shape], [y: Shape]>

/** An operator that maps every element of its input. */
function unary(id: string, compute: (x: number) => number, gradient: NonNullable<Unary['gradient']>): Unary {
  return { id, shapes: ([x]) => [x], evaluate: ([x]) => [x.data.map(compute)], gradient }
}

/** An operator that combines the corresponding elements of two inputs of equal shape. */
function binary(id: string, compute: (a: number, b: number) => number, gradient?: Binary['gradient']): Binary {
  return {
    id,
    shapes([a, b]) {
      if (b.join() !== a.join()) throw new RangeError(`invalid shape: [${b}] (must equal [${a}])`)
      return [a]
    },
    evaluate: ([a, b]) => [a.data.map((value, i) => compute(value, at(b, i)))],
    ...(gradient && { gradient }),
  }
}

const sigmoidOf = (x: number) => 1 / (1 + Math.exp(-x))

/** a + b. */
export const add = binary(
  'add',
  (a, b) => a + b,
  ({ dy }) => [dy, dy],
)

/** max(0, x). */
export const relu = unary(
  'relu',
  (x) => Math.max(0, x),
  ({ graph, outputs: [y], dy }) => [graph.apply1(reluGradient, [y, dy], {})],
)
/** From y = relu(x) and dy: dy where y > 0, else 0. */
export const reluGradient = binary('reluGradient', (y, dy) => (y > 0 ? dy : 0))

/** x * sigmoid(x), also called swish. */
export const silu = unary(
  'silu',
  (x) => x * sigmoidOf(x),
  ({ graph, inputs: [x], dy }) => [graph.apply1(siluGradient, [x, dy], {})],
)
/** From x and dy: dy * s * (1 + x * (1 - s)), s = sigmoid(x). */
export const siluGradient = binary('siluGradient', (x, dy) => {
  const s = sigmoidOf(x)
  return dy * s * (1 + x * (1 - s))
})

/** 1 / (1 + exp(-x)). */
export const sigmoid = unary('sigmoid', sigmoidOf, ({ graph, outputs: [y], dy }) => [
  graph.apply1(sigmoidGradient, [y, dy], {}),
])
/** From y = sigmoid(x) and dy: dy * y * (1 - y). */
export const sigmoidGradient = binary('sigmoidGradient', (y, dy) => dy * y * (1 - y))
