import { describe, expect, it } from 'vitest'
import { evaluate } from '#shared/graph/evaluate.ts'
import { sizeOf, type Graph } from '#shared/graph/graph.ts'
import type { Network } from '#shared/networks/network.ts'
import { stream } from '#shared/random/stream.ts'
import { initialState, networkParameters } from './initialState.ts'
import {
  batchStatisticsGraph,
  evaluationGraph,
  gradientGraph,
  stepNames,
  trainingGraph,
  type Optimiser,
} from './trainingGraph.ts'

const batch = 3
const network: Network = {
  ...{ stem: 'cifar', stemWidth: 4, block: 'y', headWidth: 0, seRatio: 0.5, classes: 3, imageSize: 4 },
  ...{ activation: 'relu', bnEpsilon: 1e-5 },
  stages: [
    { depth: 2, width: 4, stride: 1, bottleneckRatio: 1, groupWidth: 2 },
    { depth: 1, width: 8, stride: 2, bottleneckRatio: 1, groupWidth: 4 },
  ],
}
const optimiser: Optimiser = {
  momentum: 0.9,
  nesterov: true,
  weightDecay: { weight: 0.3, batchNorm: 0.2, bias: 0.1 },
  bnMomentum: 0.25,
  labelSmoothing: 0.1,
}
const rate = 0.5

const random = stream(3, 'weights')
const state = new Map(
  [...initialState(network, 1, false)].map(([name, values]) => [
    name,
    // A state in mid-training, in which no value still has its initial value.
    Array.from(values, (value) => value + (name.endsWith('running_var') ? random.uniform() : random.normal() / 4)),
  ]),
)
const images = Array.from({ length: batch * 3 * 16 }, () => random.normal())
const targets = Array.from({ length: batch * 3 }, (_, i) => (i % 4 === 0 ? 1 : 0))

/** The outputs of a graph for these images and this state. */
function computed(graph: Graph): Map<string, number[]> {
  const feeds = { ...Object.fromEntries(state), images, targets, learningRate: [rate] }
  for (const { name, value } of graph.inputs.values())
    expect(feeds[name as keyof typeof feeds], name).toHaveLength(sizeOf(value.shape))
  return new Map([...evaluate(graph, feeds)].map(([name, { data }]) => [name, [...data]]))
}
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 10) as number)

const gradients = computed(gradientGraph(network, batch, optimiser.labelSmoothing))
const step = computed(trainingGraph(network, batch, optimiser))
const statistics = computed(batchStatisticsGraph(network, batch))

describe('a training step', () => {
  it('outputs the loss and logits before the update', () => {
    for (const name of [stepNames.loss, stepNames.logits]) expect(step.get(name)).toEqual(gradients.get(name))
  })
  it.each(networkParameters(network).map(({ name, kind }) => [name, kind] as const))(
    'updates %s by SGD with the decay of a %s',
    (name, kind) => {
      const [p, m] = [state.get(name)!, state.get(stepNames.momentum(name))!]
      const g = gradients.get(stepNames.gradient(name))!.map((d, i) => d + optimiser.weightDecay[kind] * p[i]!)
      const next = m.map((value, i) => 0.9 * value + g[i]!)
      expect(step.get(stepNames.next(stepNames.momentum(name)))).toEqual(close(next))
      expect(step.get(stepNames.next(name))).toEqual(
        close(p.map((value, i) => value - rate * (g[i]! + 0.9 * next[i]!))),
      )
    },
  )
  it("moves every running statistic a share of the way to the batch's", () => {
    const running = [...state.keys()].filter((name) => /running_(mean|var)$/.test(name))
    expect([...statistics.keys()].sort()).toEqual(running.sort())
    for (const name of running) {
      const expected = state.get(name)!.map((value, i) => 0.75 * value + 0.25 * statistics.get(name)![i]!)
      expect(step.get(stepNames.next(name)), name).toEqual(close(expected))
    }
  })
  it('outputs nothing else', () => {
    const names = [...state.keys()].map(stepNames.next)
    expect([...step.keys()].sort()).toEqual([...names, stepNames.loss, stepNames.logits].sort())
  })
})

describe('the statistics of a batch', () => {
  it('are means and unbiased variances over images and positions', () => {
    // The stem's first output is set to copy the first channel of the images.
    const values = [0, 1, 2].map((n) => images.slice(n * 48, n * 48 + 16)).flat()
    const kernel = state.get('stem.conv.weight')!.map((_, i) => (i === 4 ? 1 : 0))
    const saved = state.get('stem.conv.weight')!
    state.set('stem.conv.weight', kernel)
    const result = computed(batchStatisticsGraph(network, batch))
    state.set('stem.conv.weight', saved)
    const mean = values.reduce((sum, x) => sum + x, 0) / 48
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 47
    expect(result.get('stem.bn.running_mean')![0]).toBeCloseTo(mean, 12)
    expect(result.get('stem.bn.running_var')![0]).toBeCloseTo(variance, 12)
  })
  it('of a single element are its value and zero variance', () => {
    const one: Network = { ...network, imageSize: 1 }
    const graph = batchStatisticsGraph(one, 1)
    const feeds = { ...Object.fromEntries(state), images: [1, 2, 3] }
    expect([...evaluate(graph, feeds).get('stem.bn.running_var')!.data]).toEqual([0, 0, 0, 0])
  })
})

describe('evaluation', () => {
  it("uses running statistics: given the batch's, it reproduces the logits of training", () => {
    const saved = new Map(state)
    for (const [name, values] of statistics) {
      const elements = batch * (name.startsWith('s2.') && !name.startsWith('s2.b1.f.a') ? 4 : 16)
      const biased = name.endsWith('_var') ? (elements - 1) / elements : 1
      state.set(
        name,
        values.map((value) => value * biased),
      )
    }
    const logits = computed(evaluationGraph(network, batch)).get(stepNames.logits)!
    for (const [name, values] of saved) state.set(name, values)
    expect(logits).toEqual(close(step.get(stepNames.logits)!))
  })
})

describe('the initial state', () => {
  const shapes = networkParameters(network)
  it('contains every parameter, its momentum, and the statistics of every normalisation', () => {
    const names = shapes.flatMap(({ name, kind }) => [
      ...[name, stepNames.momentum(name)],
      ...(kind === 'batchNorm' && name.endsWith('.weight')
        ? ['running_mean', 'running_var'].map((suffix) => name.replace(/weight$/, suffix))
        : []),
    ])
    const start = initialState(network, 5, false)
    expect([...start.keys()].sort()).toEqual(names.sort())
    for (const [name, values] of start) {
      const constant = /^momentum|running_mean|bn\.bias|^head\.fc\.bias/.test(name)
        ? 0
        : /running_var|bn\.weight/.test(name)
          ? 1
          : undefined
      if (constant !== undefined) expect([...values], name).toEqual(new Array(values.length).fill(constant))
      else expect(new Set(values).size, name).toBeGreaterThan(1)
    }
  })
  it('draws kernels with variance 2 / (k k outputs), the classifier with deviation 0.01, excitation biases below 1 / √inputs', () => {
    const wide: Network = { ...network, stages: [{ ...network.stages[0]!, width: 64, groupWidth: 64 }] }
    const start = initialState(wide, 5, false)
    const deviation = (name: string) => {
      const values = start.get(name)!
      return Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length)
    }
    expect(deviation('s1.b1.f.b.weight') / Math.sqrt(2 / (9 * 64))).toBeCloseTo(1, 1)
    expect(deviation('s1.b2.f.a.weight') / Math.sqrt(2 / 64)).toBeCloseTo(1, 1)
    expect(deviation('s1.b2.f.se.f_ex.0.weight') / Math.sqrt(2 / 32)).toBeCloseTo(1, 1)
    expect(deviation('head.fc.weight') / 0.01).toBeCloseTo(1, 0)
    const bias = start.get('s1.b2.f.se.f_ex.0.bias')!
    expect(Math.max(...bias.map(Math.abs))).toBeLessThan(1 / 8)
    expect(Math.max(...bias)).toBeGreaterThan(0.05)
    expect(Math.min(...bias)).toBeLessThan(-0.05)
  })
  it('zeroes the last normalisation of each branch on request, and changes nothing else', () => {
    const [plain, zeroed] = [false, true].map((zero) => initialState(network, 5, zero))
    const changed = [...plain!.keys()].filter((name) => plain!.get(name)!.join() !== zeroed!.get(name)!.join())
    expect(changed.sort()).toEqual(['s1.b1.f.c_bn.weight', 's1.b2.f.c_bn.weight', 's2.b1.f.c_bn.weight'])
    for (const name of changed) expect(new Set(zeroed!.get(name))).toEqual(new Set([0]))
  })
  it('is a function of the seed, with separate random numbers per parameter', () => {
    const [a, b] = [initialState(network, 5, false), initialState(network, 6, false)]
    expect(initialState(network, 5, false)).toEqual(a)
    expect(b.get('s1.b1.f.b.weight')).not.toEqual(a.get('s1.b1.f.b.weight'))
    expect(a.get('s1.b2.f.b.weight')).not.toEqual(a.get('s1.b1.f.b.weight'))
  })
})
