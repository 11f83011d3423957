import { evaluate } from '#shared/graph/evaluate.ts'
import { Graph, sizeOf, type Value } from '#shared/graph/graph.ts'
import { conv2d, conv2dInputGradient, conv2dWeightGradient } from '#shared/graph/ops/conv2d.ts'
import { applyProduct } from '#shared/graph/ops/half.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import { stream } from '#shared/random/stream.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { probeReason } from './probeReason.ts'
import { createSession } from './session.ts'
import type { SessionOptions } from './sessionOptions.ts'

/** More than rounding and sums in float16 can give, and less than any wrong kernel does. */
const tolerance = 0.01

/** Images that overflow in float16. */
const tooLarge = 1e5

/**
 * Why a provider cannot train in mixed precision; null if it can. It computes a convolution in groups and both of its
 * gradients in float16, which are compared with float64 on operands rounded to float16. What is too large for float16 must
 * not become a number, since loss scaling then would not notice.
 */
export async function mixedObstacle(plan: LoweringPlan, options: SessionOptions): Promise<Sentence | null> {
  const { graph, feeds } = productGraph()
  try {
    const session = await createSession(lowerGraph(graph, plan), options)
    try {
      const found = await session.compute(feeds)
      const expected = evaluate(graph, Object.fromEntries(feeds))
      for (const [name, { data }] of expected) {
        const values = found.get(name)!
        if (name === 'overflow') {
          if (values.some(Number.isFinite)) return sentence('halfDoesNotOverflow')
          continue
        }
        const scale = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
        const isRight = data.every((value, i) => Math.abs(value - values[i]!) <= tolerance * scale)
        if (!isRight) return sentence('halfComputedWrong', { tensor: name })
      }
      return null
    } finally {
      await session.release()
    }
  } catch (error) {
    return probeReason((error as Error).message)
  }
}

function productGraph(): { graph: Graph; feeds: Map<string, Float32Array> } {
  const graph = new Graph()
  const random = stream(13, 'dataset')
  const feeds = new Map<string, Float32Array>()
  const input = (name: string, shape: number[], role: 'batch' | 'parameter', draw: () => number): Value => {
    feeds.set(name, Float32Array.from({ length: sizeOf(shape) }, draw))
    return graph.input(name, shape, role)
  }
  const normal = () => random.normal()
  const x = input('x', [2, 12, 5, 5], 'batch', normal)
  const w = input('w', [12, 6, 3, 3], 'parameter', normal)
  const dy = input('dy', [2, 12, 3, 3], 'batch', normal)
  const large = input('large', [2, 12, 5, 5], 'batch', () => tooLarge)
  const window = { stride: 2, groups: 2 }
  const ofInput = { ...window, height: 5, width: 5 }
  graph.output('y', applyProduct(graph, 'mixed', conv2d, [x, w], window))
  graph.output('dx', applyProduct(graph, 'mixed', conv2dInputGradient, [dy, w], ofInput))
  graph.output('dw', applyProduct(graph, 'mixed', conv2dWeightGradient, [x, dy], { ...window, kernel: 3 }))
  graph.output('overflow', applyProduct(graph, 'mixed', conv2d, [large, w], window))
  return { graph, feeds }
}
