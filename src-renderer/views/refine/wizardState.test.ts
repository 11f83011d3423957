import { describe, expect, it } from 'vitest'
import { wizardState } from './wizardState.ts'

const choice = { kind: 'constraint', constraint: { id: 'widthOrder', order: 'nonDecreasing' } } as const

describe('wizardState', () => {
  it('reads back what was stored', () => {
    const state = {
      ...wizardState({}),
      ...{ populationIds: [3, 4], choice, isOwn: true, parameter: 'totalDepth', name: 'Wide', nothingStandsOut: true },
      ...{ decision: 'rejected', reason: 'Because.', refinedPopulationId: 7 },
    }
    expect(wizardState(JSON.parse(JSON.stringify(state)) as Record<string, unknown>)).toEqual(state)
  })
  it('resets parts that cannot be read and keeps the others', () => {
    const stored = { populationIds: 'all', choice: { kind: 'wish' }, parameter: 'colour', name: 'Wide', reason: 3 }
    expect(wizardState(stored)).toEqual({ ...wizardState({}), name: 'Wide' })
  })
  it('takes a constraint handed over by a plot as the user’s own', () => {
    const handed = { parameterId: 'smallestWidthStep', low: 0, high: null, populationIds: [2] }
    const expected = { choice, isOwn: true, parameter: 'smallestWidthStep', populationIds: [2] }
    expect(wizardState({ ...handed, constraint: choice })).toMatchObject(expected)
    expect(wizardState({ ...handed, constraint: choice.constraint })).toMatchObject(expected)
    expect(wizardState({ ...handed, constraint: { id: 'unknown' } }).choice).toBeNull()
    const ofTime = wizardState({ ...handed, constraint: choice, parameterId: null })
    expect(ofTime).toMatchObject({ ...expected, parameter: null })
  })
})
