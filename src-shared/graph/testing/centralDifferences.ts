import { expect } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import type { OperatorCase } from '#shared/testing/operatorCases.ts'
import { differentiate } from '../differentiate.ts'
import { evaluate } from '../evaluate.ts'
import { Graph, sizeOf, type Operator, type Value } from '../graph.ts'
import { crossEntropy } from '../ops/crossEntropy.ts'

/** The input's elements times fixed random weights, summed: a scalar loss whose gradient is those weights. */
export function weightedSum(shape: readonly number[], batched: boolean): Operator {
  const random = stream(3, 'dataset')
  const weights = Float64Array.from({ length: sizeOf(shape) }, () => random.normal())
  const constant: Operator = { id: 'constant', batched: [batched], shapes: () => [shape], evaluate: () => [weights] }
  return {
    id: 'weightedSum',
    batched: [false],
    shapes: () => [[]],
    evaluate: ([x]) => [Float64Array.of(x!.data.reduce((sum, value, i) => sum + value * weights[i]!, 0))],
    gradient: ({ graph, inputs }) => [graph.apply1(constant, inputs, {})],
  }
}

/**
 * Compares an operator's gradient with fourth-order central differences at `samples` elements of each input. Throws if
 * they differ by more than 1e-7.
 */
export function expectCentralDifferences({ operator, inputs, attributes }: OperatorCase, samples = 12): void {
  const graph = new Graph()
  const random = stream(29, 'dataset')
  const feeds: Record<string, Float64Array> = {}
  const values = inputs.map(({ shape, batched }, i): Value => {
    // Away from zero, where ReLU is not differentiable, and distinct, since max-pool is not differentiable at ties.
    feeds[`i${i}`] = Float64Array.from({ length: sizeOf(shape) }, (_, k) => {
      const z = random.normal()
      return z + 0.05 * Math.sign(z) + 1e-3 * k
    })
    return graph.input(`i${i}`, shape, batched ? 'batch' : 'parameter')
  })
  // Targets are distributions: here with all mass on the first class.
  if (operator === crossEntropy) feeds.i1 = feeds.i1!.map((_, k) => (k % values[1]!.shape[1]! === 0 ? 1 : 0))
  const outputs = graph.apply(operator, values, attributes)
  const loss =
    operator === crossEntropy
      ? outputs[0]!
      : graph.apply1(weightedSum(outputs[0]!.shape, outputs[0]!.batched), [outputs[0]!], {})
  // The loss's targets are data, not differentiated.
  const wrt = operator === crossEntropy ? values.slice(0, 1) : values
  const forward = { inputs: graph.inputs, nodes: [...graph.nodes], outputs: new Map([['loss', loss]]) }
  const gradients = differentiate(graph, loss, wrt)
  wrt.forEach((value, i) => graph.output(`g${i}`, gradients.get(value)!))
  const result = evaluate(graph, feeds)
  const step = 1e-5
  wrt.forEach((_, i) => {
    const analytic = result.get(`g${i}`)!.data
    const stride = Math.max(1, Math.floor(analytic.length / samples))
    for (let k = 0; k < analytic.length; k += stride) {
      const moved = (by: number) => {
        const copy = feeds[`i${i}`]!.slice()
        copy[k]! += by
        return evaluate(forward, { ...feeds, [`i${i}`]: copy }).get('loss')!.data[0]!
      }
      const numeric = (8 * (moved(step) - moved(-step)) - (moved(2 * step) - moved(-2 * step))) / (12 * step)
      expect(Math.abs(analytic[k]! - numeric) / Math.max(1, Math.abs(numeric))).toBeLessThan(1e-7)
    }
  })
}
