import { expect, it } from 'vitest'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { planIdHere, planOf, plansHere } from './plansHere.ts'
import { providers } from './providers.ts'

it('runs resume under the plan they started with, whatever the provider now uses', () => {
  for (const id of ['cpu-1', 'cpu-2', 'portable-1']) {
    expect(planOf(id).id).toBe(id)
    expect(planIdHere('cpu', id)).toBe(id)
  }
  expect(planIdHere('cuda', 'portable-1')).toBe('portable-1')
  expect(planIdHere('webgpu', 'webgpu-1')).toBe('webgpu-1')
  expect(plansHere.has(providers.cpu.plan)).toBe(true)
  expect(() => planOf('cpu-0')).toThrow('unknown lowering plan: cpu-0 (this machine runs cpu-2, ')
})

it('runs switch to the provider’s plan if the provider or this machine no longer supports theirs', () => {
  expect(planIdHere('webgpu', 'portable-1')).toBe('gpu-2')
  expect(planIdHere('cpu', 'cpu-0')).toBe(loweringPlans[providers.cpu.plan].id)
  expect(planIdHere('tpu', 'tpu-1')).toBe('tpu-1')
})
