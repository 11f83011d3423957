import { expect, it } from 'vitest'
import { planOf, plansHere } from './plansHere.ts'
import { providers } from './providers.ts'

it('runs go on under the plan that they were begun with, whatever a provider takes now', () => {
  for (const id of ['cpu-1', 'portable-1']) expect(planOf(id).id).toBe(id)
  expect(plansHere.has(providers.cpu.plan)).toBe(true)
  expect(() => planOf('cpu-0')).toThrow('unknown lowering plan: cpu-0 (this machine runs cpu-1, ')
})
