import { describe, expect, it } from 'vitest'
import { evaluate } from '#shared/graph/evaluate.ts'
import { Graph, sizeOf, type Tensor, type Value } from '#shared/graph/graph.ts'
import { batchNorm, batchNormGradient } from '#shared/graph/ops/batchNorm.ts'
import { add, relu, silu } from '#shared/graph/ops/elementwise.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { stream } from '#shared/random/stream.ts'
import { blockedConvCases, caseGraph, operatorCases } from '#shared/testing/operatorCases.ts'
import { plansOf } from './providers/plansHere.ts'
import { createSession } from './providers/session.ts'

/**
 * relu(residual + batchNorm(x)) and silu(batchNorm(x)) on a map large enough for the plans' size-dependent
 * formulations.
 */
function normalisedGraph(): { graph: Graph; feeds: Record<string, Float32Array> } {
  const graph = new Graph()
  const random = stream(5, 'dataset')
  const feeds: Record<string, Float32Array> = {}
  const input = (name: string, shape: number[], role: 'batch' | 'parameter', offset: number): Value => {
    feeds[name] = Float32Array.from({ length: sizeOf(shape) }, () => offset + random.normal())
    return graph.input(name, shape, role)
  }
  const x = input('x', [2, 4, 160, 160], 'batch', 3)
  const residual = input('residual', [2, 4, 160, 160], 'batch', 0)
  const [gamma, beta] = [input('gamma', [4], 'parameter', 1), input('beta', [4], 'parameter', 0)]
  const [y, mean, variance] = graph.apply(batchNorm, [x, gamma, beta], { epsilon: 1e-5 })
  const joined = graph.apply1(add, [residual, y], {})
  graph.output('mean', mean)
  graph.output('variance', variance)
  graph.output('joined', graph.apply1(relu, [joined], {}))
  graph.output('silu', graph.apply1(silu, [y], {}))
  return { graph, feeds }
}

/** The gradient of a batch normalisation of x, whose size decides how plans compute it. */
function gradientGraph(shape: [number, number, number, number]): {
  graph: Graph
  feeds: Record<string, Float32Array>
} {
  const graph = new Graph()
  const random = stream(6, 'dataset')
  const feeds: Record<string, Float32Array> = {}
  const input = (name: string, of: number[], role: 'batch' | 'parameter', mean: number, deviation: number): Value => {
    feeds[name] = Float32Array.from({ length: sizeOf(of) }, () => mean + deviation * random.normal())
    return graph.input(name, of, role)
  }
  const [x, dy] = [input('x', shape, 'batch', 1, 1), input('dy', shape, 'batch', 0, 1)]
  const channel = [shape[1]]
  const vectors = [
    input('gamma', channel, 'parameter', 1, 0.2),
    input('mean', channel, 'parameter', 1, 0.1),
    input('variance', channel, 'parameter', 1, 0.05),
  ] as const
  const names = ['dx', 'dGamma', 'dBeta']
  graph
    .apply(batchNormGradient, [x, ...vectors, dy], { epsilon: 1e-5 })
    .forEach((value, i) => graph.output(names[i]!, value))
  return { graph, feeds }
}

const cases = [...operatorCases, ...blockedConvCases()]

describe.each([...plansOf('cpu')])('the %s plan', (_, plan) => {
  it.each(cases)('computes $name like the float64 reference', async (operatorCase) => {
    const { graph, feeds } = caseGraph(operatorCase)
    const expected = evaluate(graph, feeds)
    const session = await createSession(lowerGraph(graph, plan), { provider: 'cpu', threads: 1 })
    const actual = await session.compute(new Map(Object.entries(feeds)))
    await session.release()
    expectClose(actual, expected)
  })
  it('normalises a large map, adds the residual and activates like the float64 reference', async () => {
    const { graph, feeds } = normalisedGraph()
    const session = await createSession(lowerGraph(graph, plan), { provider: 'cpu', threads: 1 })
    expectClose(await session.compute(new Map(Object.entries(feeds))), evaluate(graph, feeds))
    await session.release()
  })
  it.each([
    ['small', [8, 6, 9, 7]],
    ['middling', [8, 24, 13, 15]],
    ['large', [8, 12, 64, 48]],
  ] as const)('computes the gradient of a batch normalisation of a %s map', async (_, shape) => {
    const { graph, feeds } = gradientGraph([...shape])
    const session = await createSession(lowerGraph(graph, plan), { provider: 'cpu', threads: 1 })
    expectClose(await session.compute(new Map(Object.entries(feeds))), evaluate(graph, feeds))
    await session.release()
  })
})

function expectClose(actual: ReadonlyMap<string, Float32Array>, expected: ReadonlyMap<string, Tensor>): void {
  for (const [name, { data }] of expected) {
    const scale = data.reduce((max, value) => Math.max(max, Math.abs(value)), 1)
    const worst = data.reduce((max, value, i) => Math.max(max, Math.abs(value - actual.get(name)![i]!)), 0)
    expect(worst / scale, name).toBeLessThan(5e-6)
  }
}
