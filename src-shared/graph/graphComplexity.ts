import { sizeOf, type Graph } from './graph.ts'

/**
 * Complexity of a forward graph per image, counted over its nodes: multiply-adds of convolutions and linear layers,
 * elements output by convolutions, elements of parameters (the paper's convention).
 */
export function graphComplexity(graph: Graph, batch: number) {
  let flops = 0
  let activations = 0
  for (const { operator, inputs, attributes } of graph.nodes) {
    const cost = operator.cost?.(
      inputs.map((input) => input.shape),
      attributes,
    )
    flops += cost?.flops ?? 0
    activations += cost?.activations ?? 0
  }
  const parameters = graph.inputsWith('parameter').reduce((sum, { value }) => sum + sizeOf(value.shape), 0)
  return { flops: flops / batch, parameters, activations: activations / batch }
}
