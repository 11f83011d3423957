import type { Graph, Value } from './graph.ts'
import { add } from './ops/elementwise.ts'

/**
 * Appends the gradients of the scalar `loss` with respect to each of `parameters` to the graph as nodes. Reverse mode:
 * one backward pass over the nodes between a parameter and the loss; the gradients of a value with several uses are
 * added. The loss's own operator supplies the initial gradient (the loss's gradient with respect to itself is 1).
 */
export function differentiate(graph: Graph, loss: Value, parameters: readonly Value[]): Map<Value, Value> {
  const forward = [...graph.nodes]
  const wanted = new Set(parameters)
  for (const node of forward)
    if (node.inputs.some((input) => wanted.has(input))) node.outputs.forEach((o) => wanted.add(o))

  const gradients = new Map<Value, Value>()
  for (const node of forward.reverse()) {
    const [dy, ...others] = node.outputs.map((output) => gradients.get(output))
    const { operator, inputs, outputs, attributes } = node
    if (others.some((gradient) => gradient !== undefined))
      throw new RangeError(`invalid graph: the loss depends on ${operator.id} by more than its first output`)
    if (!outputs.includes(loss) && dy === undefined) continue
    const needed = inputs.map((input) => wanted.has(input))
    if (!needed.includes(true)) continue
    if (!operator.gradient) throw new RangeError(`invalid operator: ${operator.id} (has no gradient)`)
    const given = operator.gradient({
      ...{ graph, inputs, outputs, attributes, needed },
      get dy() {
        if (dy === undefined) throw new RangeError(`invalid loss: ${operator.id} (needs the gradient of its output)`)
        return dy
      },
    })
    inputs.forEach((input, i) => {
      const gradient = given[i]
      if (!needed[i] || gradient === undefined) return
      if (gradient.shape.join() !== input.shape.join())
        throw new RangeError(`invalid gradient of ${operator.id}: [${gradient.shape}] (input is [${input.shape}])`)
      const sum = gradients.get(input)
      gradients.set(input, sum ? graph.apply1(add, [sum, gradient], {}) : gradient)
    })
  }
  return new Map(
    parameters.map((parameter) => {
      const gradient = gradients.get(parameter)
      if (!gradient) throw new RangeError('invalid parameter: the loss does not depend on it')
      return [parameter, gradient]
    }),
  )
}
