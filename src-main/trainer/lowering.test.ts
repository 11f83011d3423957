import { describe, expect, it } from 'vitest'
import { evaluate } from '#shared/graph/evaluate.ts'
import { lower } from '#shared/lowering/lower.ts'
import { loweringPlans } from '#shared/lowering/plans.ts'
import { caseGraph, operatorCases } from '#shared/testing/operatorCases.ts'
import { createSession } from './session.ts'

describe.each(Object.entries(loweringPlans))('the %s plan', (_, plan) => {
  it.each(operatorCases)('computes $name as the float64 reference does', async (operatorCase) => {
    const { graph, feeds } = caseGraph(operatorCase)
    const expected = evaluate(graph, feeds)
    const session = await createSession(lower(graph, plan), { provider: 'cpu', threads: 1 })
    const actual = await session.compute(new Map(Object.entries(feeds)))
    await session.release()
    for (const [name, { data }] of expected) {
      const scale = Math.max(1, ...data.map(Math.abs))
      const worst = data.reduce((max, value, i) => Math.max(max, Math.abs(value - actual.get(name)![i]!)), 0)
      expect(worst / scale, name).toBeLessThan(5e-6)
    }
  })
})
