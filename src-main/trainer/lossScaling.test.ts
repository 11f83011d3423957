import { describe, expect, it } from 'vitest'
import { Graph, sizeOf } from '#shared/graph/graph.ts'
import { initialLossScale, lossScaling } from '#shared/graph/ops/lossScaling.ts'
import { scaledSgdUpdate } from '#shared/graph/ops/update.ts'
import { evaluate } from '#shared/graph/evaluate.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { stream } from '#shared/random/stream.ts'
import { plansOf } from './providers/plansHere.ts'
import { createSession } from './providers/session.ts'

const shapes = { matrix: [3, 4], vector: [5] } as const
const names = ['matrix', 'vector'] as const
const attributes = { momentum: 0.9, nesterov: true, weightDecay: 0.01 }
const rate = 0.125

/** The update of two parameters by gradients that are given. */
function updateGraph(interval: number): Graph {
  const graph = new Graph()
  const lr = graph.input('rate', [], 'scalar')
  const gradients = names.map((name) => graph.input(`gradient/${name}`, shapes[name], 'scalar'))
  const state = graph.input('lossScale', [3], 'lossScale')
  const next = graph.apply1(lossScaling, [state, ...gradients], { interval })
  graph.output('next/lossScale', next)
  names.forEach((name, i) => {
    const p = graph.input(name, shapes[name], 'parameter')
    const m = graph.input(`momentum/${name}`, shapes[name], 'momentum')
    const [nextP, nextM] = graph.apply(scaledSgdUpdate, [p, m, gradients[i]!, lr, state, next], attributes)
    graph.output(`next/${name}`, nextP)
    graph.output(`next/momentum/${name}`, nextM)
  })
  return graph
}

/**
 * GradScaler in float64, from PyTorch's documentation: torch.amp.GradScaler(init_scale=2**16, growth_factor=2,
 * backoff_factor=0.5, growth_interval=interval) around torch.optim.SGD.
 */
class GradScaler {
  scale = 65536
  growthTracker = 0
  skipped = 0
  readonly interval: number
  constructor(interval: number) {
    this.interval = interval
  }
  /** Unscales, and updates parameters and momenta of all tensors unless one has an infinity or a NaN. */
  step(tensors: { p: number[]; m: number[]; scaled: number[] }[]): boolean {
    const unscaled = tensors.map(({ scaled }) => scaled.map((g) => g / this.scale))
    const foundInf = unscaled.flat().some((g) => !Number.isFinite(g))
    if (!foundInf)
      tensors.forEach(({ p, m }, t) =>
        unscaled[t]!.forEach((g, i) => {
          const decayed = g + attributes.weightDecay * p[i]!
          m[i] = attributes.momentum * m[i]! + decayed
          p[i]! -= rate * (decayed + attributes.momentum * m[i])
        }),
      )
    if (foundInf) {
      this.scale *= 0.5
      this.growthTracker = 0
      this.skipped++
    } else if (++this.growthTracker === this.interval) {
      if (Number.isFinite(Math.fround(2 * this.scale))) this.scale *= 2
      this.growthTracker = 0
    }
    return !foundInf
  }
}

/** Gradients of a step before they are scaled; now and then one element is not finite. */
function gradientsAt(step: number): Record<(typeof names)[number], number[]> {
  const random = stream(step, 'dataset')
  const found = { matrix: [] as number[], vector: [] as number[] }
  for (const name of names) found[name] = Array.from({ length: sizeOf(shapes[name]) }, () => random.normal())
  if (random.uniform() < 0.3) {
    const broken = found[random.uniform() < 0.5 ? 'matrix' : 'vector']
    broken[random.below(broken.length)] = [NaN, Infinity, -Infinity][random.below(3)]!
  }
  return found
}

const start = (name: (typeof names)[number]) =>
  Float32Array.from({ length: sizeOf(shapes[name]) }, (_, i) => (i === 0 ? -0 : Math.sin(i + 1)))
const bits = (values: Float32Array) => [...new Uint32Array(values.slice().buffer)]

describe.each([...plansOf('cpu')])('loss scaling under the %s plan', (_, plan) => {
  it('is GradScaler: same scales and skipped steps, which leave parameters and momenta bit for bit', async () => {
    const interval = 4
    const session = await createSession(lowerGraph(updateGraph(interval), plan), { provider: 'cpu', threads: 1 })
    const state = new Map<string, Float32Array>([['lossScale', initialLossScale()]])
    for (const name of names) state.set(name, start(name)).set(`momentum/${name}`, start(name))
    const model = new GradScaler(interval)
    const tensors = names.map((name) => ({ p: [...start(name)], m: [...start(name)], scaled: [] as number[] }))
    let grown = 0
    for (let step = 0; step < 80; step++) {
      const gradients = gradientsAt(step)
      const feeds = new Map([...state, ['rate', Float32Array.of(rate)]])
      names.forEach((name, t) => {
        const scaled = Float32Array.from(gradients[name], (g) => g * model.scale)
        feeds.set(`gradient/${name}`, scaled)
        tensors[t]!.scaled = [...scaled]
      })
      const before = model.scale
      const taken = model.step(tensors)
      if (model.scale > before) grown++
      for (const [name, values] of await session.compute(feeds)) {
        const own = name.slice('next/'.length)
        if (!taken && own !== 'lossScale') expect(bits(values), own).toEqual(bits(state.get(own)!))
        state.set(own, values)
      }
      expect([...state.get('lossScale')!]).toEqual([model.scale, model.growthTracker, model.skipped])
    }
    await session.release()
    names.forEach((name, t) => {
      expect([...state.get(name)!]).toEqual(tensors[t]!.p.map((p) => expect.closeTo(p, 5) as number))
      expect([...state.get(`momentum/${name}`)!]).toEqual(tensors[t]!.m.map((m) => expect.closeTo(m, 5) as number))
    })
    // Both happened often enough to prove something.
    expect([model.skipped > 10, grown > 3]).toEqual([true, true])
  })

  it.each([
    ['stays at the largest scale', [2 ** 127, 3, 0], 1, [2 ** 127, 0, 0]],
    ['goes below 1', [1, 0, 16], NaN, [0.5, 0, 17]],
    ['does not divide by a scale that has become zero', [0, 0, 200], 0, [0, 0, 201]],
    ['counts an overflow in dividing as not finite', [2 ** -20, 0, 0], 2 ** 120, [2 ** -21, 0, 1]],
  ])('%s', async (_case, from, gradient, to) => {
    const graph = updateGraph(4)
    const session = await createSession(lowerGraph(graph, plan), { provider: 'cpu', threads: 1 })
    const feeds: Record<string, Float32Array> = { lossScale: Float32Array.from(from), rate: Float32Array.of(rate) }
    for (const name of names) {
      Object.assign(feeds, { [name]: start(name), [`momentum/${name}`]: start(name) })
      feeds[`gradient/${name}`] = new Float32Array(sizeOf(shapes[name])).fill(gradient)
    }
    const found = await session.compute(new Map(Object.entries(feeds)))
    await session.release()
    expect([...found.get('next/lossScale')!]).toEqual(to)
    if (gradient !== 2 ** 120) expect([...evaluate(graph, feeds).get('next/lossScale')!.data]).toEqual(to)
  })
})
