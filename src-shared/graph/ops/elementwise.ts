import type { Operator, Shape } from '#shared/graph/graph.ts'

function same(shapes: readonly Shape[]): Shape[] {
  const [first, ...rest] = shapes
  for (const shape of rest)
    if (shape.join() !== first!.join()) throw new RangeError(`invalid shape: [${shape}] (must equal [${first!}])`)
  return [first!]
}

/** An operator that computes every element of its output from the same element of its inputs. */
function elementwise(
  id: string,
  compute: (...elements: number[]) => number,
  gradient?: Operator['gradient'],
): Operator {
  return {
    id,
    shapes: same,
    evaluate: (inputs) => [inputs[0]!.data.map((_, i) => compute(...inputs.map((input) => input.data[i]!)))],
    ...(gradient ? { gradient } : {}),
  }
}

const sigmoidOf = (x: number) => 1 / (1 + Math.exp(-x))

/** a + b. */
export const add = elementwise(
  'add',
  (a, b) => a + b,
  ({ gradients: [dy] }) => [dy, dy],
)

/** max(0, x). */
export const relu = elementwise(
  'relu',
  (x) => Math.max(0, x),
  ({ graph, outputs: [y], gradients: [dy] }) => [graph.apply1(reluGradient, [y!, dy!], {})],
)
/** From y = relu(x) and dy: dy where y > 0, else 0. */
export const reluGradient = elementwise('reluGradient', (y, dy) => (y > 0 ? dy : 0))

/** x * sigmoid(x), also called swish. */
export const silu = elementwise(
  'silu',
  (x) => x * sigmoidOf(x),
  ({ graph, inputs: [x], gradients: [dy] }) => [graph.apply1(siluGradient, [x!, dy!], {})],
)
/** From x and dy. */
export const siluGradient = elementwise('siluGradient', (x, dy) => {
  const s = sigmoidOf(x)
  return dy * s * (1 + x * (1 - s))
})

/** 1 / (1 + exp(-x)). */
export const sigmoid = elementwise(
  'sigmoid',
  (x) => sigmoidOf(x),
  ({ graph, outputs: [y], gradients: [dy] }) => [graph.apply1(sigmoidGradient, [y!, dy!], {})],
)
/** From y = sigmoid(x) and dy. */
export const sigmoidGradient = elementwise('sigmoidGradient', (y, dy) => dy * y * (1 - y))
