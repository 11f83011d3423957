import type { Graph, Tensor, Value } from './graph.ts'

/**
 * The graph's outputs by name, computed in float64 by each operator's reference implementation: slow and simple, the
 * oracle of tests. `feeds` has one array per input name.
 */
export function evaluate(
  graph: Pick<Graph, 'inputs' | 'nodes' | 'outputs'>,
  feeds: Readonly<Record<string, ArrayLike<number>>>,
): Map<string, Tensor> {
  const tensors = new Map<Value, Tensor>()
  for (const { name, value } of graph.inputs.values()) {
    const data = feeds[name]
    if (!data) throw new RangeError(`invalid feeds: no array for ${name}`)
    tensors.set(value, { shape: value.shape, data: Float64Array.from(data) })
  }
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((input) => tensors.get(input)!)
    const results = node.operator.evaluate(inputs, node.attributes)
    node.outputs.forEach((output, i) => tensors.set(output, { shape: output.shape, data: results[i]! }))
  }
  return new Map([...graph.outputs].map(([name, value]) => [name, tensors.get(value)!]))
}
