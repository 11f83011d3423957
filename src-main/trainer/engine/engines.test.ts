import { describe, expect, it, vi } from 'vitest'
import { precisions } from '#shared/graph/ops/half.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { initialState } from '#shared/training/initialState.ts'
import type * as ortApi from '../native/ortApi.ts'
import { plansOf } from '../providers/plansHere.ts'
import { groupedNetwork } from '../providers/stepCheck.ts'
import { engineBits, noiseStep } from '../testing/engineBits.ts'
import { boundEngine } from './boundEngine.ts'
import { createEngine, decisiveEngine, engineOf } from './createEngine.ts'
import { hostEngine } from './hostEngine.ts'

const obstacle = vi.hoisted(() => ({ reason: null as Sentence | null }))
vi.mock('../native/ortApi.ts', async (original) => ({
  ...(await original<typeof ortApi>()),
  nativeObstacle: () => Promise.resolve(obstacle.reason),
}))

const options = { provider: 'cpu', threads: 1 }

describe.each([...plansOf('cpu')])('under the %s plan', (name, plan) => {
  // Plans of earlier versions go on with runs in float32 alone.
  it.each(name.endsWith('-1') ? (['float32'] as const) : precisions)(
    'all engines of the CPU give the same bits in %s precision, whoever reads, replaces or evaluates the state meanwhile',
    async (precision) => {
      const host = await engineBits(plan, (graph) => hostEngine(graph, options), precision)
      expect(host.bits.every(Number.isFinite)).toBe(true)
      expect(await engineBits(plan, (graph) => boundEngine(graph, options), precision)).toEqual(host)
    },
  )
})

describe('the engine of a provider', () => {
  it('is the one by the C API, or the next with the reason', async () => {
    expect(await engineOf('cpu')).toEqual({ name: 'bound', reason: null })
    expect(await engineOf('webgpu')).toEqual({ name: 'bound', reason: null })
    obstacle.reason = sentence('nativeMissing', { said: 'not installed' })
    expect(await engineOf('cpu')).toEqual({ name: 'host', reason: obstacle.reason })
    expect(await engineOf('webgpu')).toEqual({ name: 'resident', reason: obstacle.reason })
    expect(await engineOf('dml')).toEqual({ name: 'host', reason: null })
    const { engine, ...choice } = await createEngine(() => noiseStep(loweringPlans.portable).graph, options)
    expect(choice).toMatchObject({ name: 'host', reason: obstacle.reason })
    await engine.release()
    obstacle.reason = null
  })
})

it('is part of a device only where it decides bits', () => {
  expect((['host', 'resident', 'bound'] as const).map((engine) => decisiveEngine('webgpu', engine))).toEqual([
    ...[null, null, null],
  ])
  expect([decisiveEngine('cuda', 'host'), decisiveEngine('cuda', 'bound')]).toEqual(['host', null])
})

describe('a step that is interrupted', () => {
  it('ends without a record, and the state stays that of the step before', async () => {
    // A step long enough not to end before it is interrupted; the first one of an engine runs on another thread.
    const { graph, stepAt } = noiseStep(loweringPlans.portable, 512)
    const losses = async (interrupt: boolean) => {
      const engine = await boundEngine(graph, options)
      try {
        engine.load(initialState(groupedNetwork, 1, false))
        if (interrupt) {
          const records = engine.advance([stepAt(0), stepAt(1)])
          await new Promise(setImmediate)
          engine.interrupt!()
          expect(await records).toEqual([])
        }
        return await engine.advance([stepAt(0), stepAt(1)])
      } finally {
        await engine.release()
      }
    }
    expect(await losses(true)).toEqual(await losses(false))
  })
})
