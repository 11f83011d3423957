import { describe, expect, it } from 'vitest'
import { evaluate } from '#shared/graph/evaluate.ts'
import { sizeOf } from '#shared/graph/graph.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { stream } from '#shared/random/stream.ts'
import { stepNames, trainingGraph, type Optimiser } from '#shared/training/trainingGraph.ts'
import { plansOf } from '../providers/plansHere.ts'
import { createSession } from '../providers/session.ts'
import { tinyNetwork } from '../providers/tinyNetwork.ts'

const batch = 4
/** Decays differ and none is small, so that a mix-up shows. */
const optimiser: Optimiser = {
  momentum: 0.9,
  nesterov: true,
  weightDecay: { weight: 0.3, batchNorm: 0.2, bias: 0.1 },
  bnMomentum: 0.25,
  labelSmoothing: 0.1,
}

/** One step from a state in mid-training: momenta and running statistics are far from their initial values. */
function stepOf(options: Optimiser) {
  const graph = trainingGraph(tinyNetwork, batch, options)
  const random = stream(3, 'weights')
  const feeds: Record<string, Float32Array> = {}
  for (const { name, value } of graph.inputs.values())
    feeds[name] = Float32Array.from({ length: sizeOf(value.shape) }, () => {
      if (name === stepNames.learningRate) return 0.2
      if (name === stepNames.targets) return 0
      return name.endsWith('running_var') ? 0.5 + random.uniform() : random.normal() / 4
    })
  for (let i = 0; i < batch; i++) feeds[stepNames.targets]![i * tinyNetwork.classes + i] = 1
  return { graph, feeds }
}

describe.each([...plansOf('cpu')])('a training step under the %s plan', (_, plan) => {
  it.each([
    ['with Nesterov momentum', optimiser],
    ['with plain momentum', { ...optimiser, nesterov: false }],
    ['with one decay for all', { ...optimiser, weightDecay: { weight: 0.2, batchNorm: 0.2, bias: 0.2 } }],
  ])('%s matches the float64 reference', async (_case, options) => {
    const { graph, feeds } = stepOf(options)
    const expected = evaluate(graph, feeds)
    const session = await createSession(lowerGraph(graph, plan), { provider: 'cpu', threads: 1 })
    const actual = await session.compute(new Map(Object.entries(feeds)))
    await session.release()
    expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort())
    for (const [name, { data }] of expected) {
      const worst = data.reduce((max, value, i) => Math.max(max, Math.abs(value - actual.get(name)![i]!)), 0)
      expect(worst, name).toBeLessThan(2e-5)
    }
  })
})
