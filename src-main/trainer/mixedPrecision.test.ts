import { describe, expect, it } from 'vitest'
import { evaluate } from '#shared/graph/evaluate.ts'
import { Graph, sizeOf, type Operator, type Shape, type Value } from '#shared/graph/graph.ts'
import { conv2d, conv2dInputGradient, conv2dWeightGradient } from '#shared/graph/ops/conv2d.ts'
import { applyProduct, roundToHalf } from '#shared/graph/ops/half.ts'
import { linear, linearWeightGradient } from '#shared/graph/ops/linear.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { stream } from '#shared/random/stream.ts'
import { initialState, networkParameters } from '#shared/training/initialState.ts'
import { gradientGraph, stepNames } from '#shared/training/trainingGraph.ts'
import { plansOf } from './providers/plansHere.ts'
import { createSession } from './providers/session.ts'
import { tinyNetwork } from './providers/tinyNetwork.ts'

const b = (...shape: number[]) => ({ shape, batched: true })
const p = (...shape: number[]) => ({ shape, batched: false })
type Operand = { shape: Shape; batched: boolean }
const grouped = { stride: 2, groups: 2 }
const products: [name: string, operator: Operator, operands: Operand[], attributes: object][] = [
  ['a grouped convolution', conv2d, [b(3, 32, 9, 9), p(32, 16, 3, 3)], grouped],
  ['its input gradient', conv2dInputGradient, [b(3, 32, 5, 5), p(32, 16, 3, 3)], { ...grouped, height: 9, width: 9 }],
  ['its weight gradient', conv2dWeightGradient, [b(3, 32, 9, 9), b(3, 32, 5, 5)], { ...grouped, kernel: 3 }],
  ['a dense 3x3 convolution', conv2d, [b(2, 16, 6, 6), p(32, 16, 3, 3)], { stride: 1, groups: 1 }],
  ['a 1x1 convolution', conv2d, [b(4, 24, 5, 5), p(16, 24, 1, 1)], { stride: 1, groups: 1 }],
  ['its weight gradient', conv2dWeightGradient, [b(4, 24, 5, 5), b(4, 16, 5, 5)], { stride: 1, groups: 1, kernel: 1 }],
  ['a linear layer', linear, [b(6, 40), p(10, 40), p(10)], {}],
  ['its weight gradient', linearWeightGradient, [b(6, 40), b(6, 10)], { shape: [10, 40] }],
]

describe.each([...plansOf('cpu')].filter(([name]) => !name.endsWith('-1')))('under the %s plan', (_, plan) => {
  // onnxruntime puts casts of its own around float16 nodes, which must not cancel out those of the graph.
  it.each(products)('%s has float16 operands and a float16 result', async (_name, operator, operands, attributes) => {
    const graph = new Graph()
    const random = stream(7, 'dataset')
    const feeds: Record<string, Float32Array> = {}
    const values = operands.map(({ shape, batched }, i): Value => {
      feeds[`i${i}`] = Float32Array.from({ length: sizeOf(shape) }, () => random.normal())
      return graph.input(`i${i}`, shape, batched ? 'batch' : 'parameter')
    })
    graph.output('half', applyProduct(graph, 'mixed', operator, values, attributes))
    graph.output('float', graph.apply1(operator, values, attributes))
    const session = await createSession(lowerGraph(graph, plan), { provider: 'cpu', threads: 1 })
    const found = await session.compute(new Map(Object.entries(feeds)))
    await session.release()
    const expected = evaluate(graph, feeds)
    const half = found.get('half')!
    const wanted = expected.get('half')!.data
    expect(half.every((value) => roundToHalf(value) === value)).toBe(true)
    // A sum in float32 instead of float64 falls on the other side of a tie now and then.
    const unequal = half.filter((value, i) => value !== wanted[i]).length
    expect(unequal / half.length).toBeLessThan(0.02)
    const exact = expected.get('float')!.data
    expect(half.filter((value, i) => value !== roundToHalf(exact[i]!)).length / half.length).toBeGreaterThan(0.1)
    expect(found.get('float')!.every((value, i) => Math.abs(value - exact[i]!) < 1e-4)).toBe(true)
  })

  it('gradients of a network are the slopes of its loss in mixed precision', async () => {
    const batch = 8
    const lowered = lowerGraph(gradientGraph(tinyNetwork, batch, 0.1, 'mixed'), plan)
    const session = await createSession(lowered, { provider: 'cpu', threads: 1 })
    const random = stream(9, 'dataset')
    const state = initialState(tinyNetwork, 2, false, 'mixed')
    const scale = 1024
    state.get(stepNames.lossScale)![0] = scale
    const { imageSize, classes } = tinyNetwork
    const images = Float32Array.from({ length: batch * 3 * imageSize ** 2 }, () => random.normal())
    const targets = Float32Array.from({ length: batch * classes }, (_, i) => (i % (classes + 1) === 0 ? 1 : 0))
    const compute = (parameters: ReadonlyMap<string, Float32Array>) =>
      session.compute(new Map([...state, ...parameters, [stepNames.images, images], [stepNames.targets, targets]]))
    const at = await compute(state)
    // Along the gradient, a step so large that the loss changes by far more than rounding does.
    const names = networkParameters(tinyNetwork).map(({ name }) => name)
    const gradients = names.map((name) => at.get(stepNames.gradient(name))!.map((g) => g / scale))
    const squared = gradients.reduce((sum, g) => sum + g.reduce((own, value) => own + value * value, 0), 0)
    const step = 0.01 / squared
    const moved = (by: number) =>
      new Map(names.map((name, n) => [name, state.get(name)!.map((value, i) => value + by * gradients[n]![i]!)]))
    const losses = []
    for (const by of [step, -step]) losses.push((await compute(moved(by))).get(stepNames.loss)![0]!)
    await session.release()
    expect((losses[0]! - losses[1]!) / (2 * step) / squared).toBeCloseTo(1, 1)
  })
})
