import { describe, expect, it } from 'vitest'
import { operatorCases } from '#shared/testing/operatorCases.ts'
import { operators } from './operators.ts'

describe('the table of operators', () => {
  it('has every operator under its own id', () => {
    for (const [key, { id }] of Object.entries(operators)) expect(id).toBe(key)
  })
  // A plan lowers the updates of a whole graph at once: trainingStep.test.ts proves them.
  it('has a case to be checked by for every operator but the updates', () => {
    const checked = new Set(operatorCases.map(({ operator }) => operator.id))
    const unchecked = Object.keys(operators).filter((id) => !checked.has(id))
    expect(unchecked).toEqual(['sgdUpdate', 'runningUpdate'])
  })
})
