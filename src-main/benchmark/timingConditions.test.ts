import { describe, expect, it } from 'vitest'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { machine } from '#main/trainer/process/machine.ts'
import { providers } from '#main/trainer/providers/providers.ts'
import { tinyNetwork } from '#main/trainer/providers/tinyNetwork.ts'
import { measureTimes, type TimingPlan } from './measureTimes.ts'
import { conditionsHere } from './timingConditions.ts'

const plan: TimingPlan = {
  ...{ networks: [tinyNetwork], modes: ['training'], batchSizes: [4], provider: 'cpu', threads: 1 },
  ...{ plan: loweringPlans[providers.cpu.plan].id, rounds: 2, warmUp: 0, passes: 1, leastMs: 0 },
}

describe('the conditions of a measurement', () => {
  const at = { network: 0, mode: 'inference', batchSize: 4 } as const
  const device = { adapter: 'Quick card', driver: '5.1' }

  it('name the device that the process found, or else its provider; the processor for the CPU', () => {
    const conditions = conditionsHere({ ...plan, provider: 'webgpu' }, { ...at, device })
    expect(conditions).toMatchObject({ device: 'Quick card', driver: '5.1', plan: null, batchSize: 4 })
    expect(conditionsHere({ ...plan, provider: 'dml' }, { ...at, device: null })).toMatchObject({
      ...{ device: 'GPU (DirectML)', driver: null },
    })
    expect(conditionsHere(plan, { ...at, device: null })).toMatchObject({ device: machine.cpu, driver: null })
  })

  it('come with the last answer of the process', async () => {
    const results = await measureTimes(plan, {
      measure: () => Promise.resolve({ round: { times: [3], processorMs: 3 }, device }),
    })
    expect(results.map((result) => 'time' in result && result.device)).toEqual(results.map(() => device))
  })
})
