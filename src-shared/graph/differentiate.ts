import type { Graph, Value } from './graph.ts'
import { add } from './ops/elementwise.ts'

/**
 * The gradients of the scalar `loss` by each of `parameters`, appended to the graph as nodes. Reverse mode: one walk
 * back over the nodes that lie between a parameter and the loss; gradients of a value with several uses are added.
 * The loss's own operator supplies the first gradient (its gradient by itself is 1).
 */
export function differentiate(graph: Graph, loss: Value, parameters: readonly Value[]): Map<Value, Value> {
  const forward = [...graph.nodes]
  const wanted = new Set(parameters)
  for (const node of forward)
    if (node.inputs.some((input) => wanted.has(input))) node.outputs.forEach((o) => wanted.add(o))

  const gradients = new Map<Value, Value>()
  for (const node of forward.reverse()) {
    const received = node.outputs.map((output) => gradients.get(output))
    if (!node.outputs.includes(loss) && received.every((gradient) => gradient === undefined)) continue
    const needed = node.inputs.map((input) => wanted.has(input))
    if (!needed.includes(true)) continue
    if (!node.operator.gradient) throw new RangeError(`invalid operator: ${node.operator.id} (has no gradient)`)
    const { inputs, outputs, attributes } = node
    const given = node.operator.gradient({ graph, inputs, outputs, attributes, gradients: received, needed })
    inputs.forEach((input, i) => {
      const gradient = given[i]
      if (!needed[i] || gradient === undefined) return
      if (gradient.shape.join() !== input.shape.join())
        throw new RangeError(`invalid gradient of ${node.operator.id}: [${gradient.shape}] (input is [${input.shape}])`)
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
