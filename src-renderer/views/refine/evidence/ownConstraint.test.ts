import { describe, expect, it } from 'vitest'
import { presets } from '#shared/designspaces/presets.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { publishedTime } from '#shared/designspaces/constraints/timeLimits.ts'
import { emptyOwn, ownKinds, readOwn } from './ownConstraint.ts'

const { AnyNetX_A, RegNetX } = presets
const typed = (fields: Partial<ReturnType<typeof emptyOwn>>) => ({ ...emptyOwn(), ...fields })

describe('ownKinds', () => {
  it('offers the kinds that apply to the kind of space', () => {
    expect(ownKinds(AnyNetX_A)).not.toContain('widthMultiplierRange')
    expect(ownKinds(AnyNetX_A)).toContain('range:width')
    expect(ownKinds(RegNetX)).toContain('widthMultiplierRange')
    expect(ownKinds(RegNetX)).toContain('range:initialWidth')
    expect(ownKinds(RegNetX)).not.toContain('range:width')
  })
})

describe('readOwn', () => {
  it.each([
    [{ kind: 'sharedGroupWidth' }, { kind: 'constraint', constraint: { id: 'sharedGroupWidth' } }],
    [
      { kind: 'depthOrder', order: 'increasing' },
      { kind: 'constraint', constraint: { id: 'depthOrder', order: 'increasing' } },
    ],
    [
      { kind: 'totalDepthRange', low: '8' },
      { kind: 'constraint', constraint: { id: 'totalDepthRange', min: 8 } },
    ],
    [
      { kind: 'quantizedLinearWidths', high: '0.3' },
      { kind: 'constraint', constraint: { id: 'quantizedLinearWidths', maxFitError: 0.3 } },
    ],
    [
      { kind: 'predictedTime', high: '20' },
      { kind: 'constraint', constraint: { id: 'predictedTime', limits: [{ ...publishedTime, max: 20 }] } },
    ],
    [
      { kind: 'predictedTime', source: JSON.stringify({ ...publishedTime, device: 'own' }), low: '5', high: '20' },
      {
        kind: 'constraint',
        constraint: { id: 'predictedTime', limits: [{ ...publishedTime, device: 'own', min: 5, max: 20 }] },
      },
    ],
    [
      { kind: 'range:width', stage: '4', low: '64' },
      { kind: 'range', size: 'width', stage: 4, low: 64 },
    ],
  ] as const)('reads %j', (fields, refinement) => {
    expect(readOwn(AnyNetX_A, typed(fields))).toEqual({ refinement })
  })
  it.each([
    [{}, sentence('noEnds')],
    [{ low: 'many' }, sentence('notNumber')],
    [{ low: '9', high: '8' }, sentence('endsSwapped')],
  ])('reports the fault of %j', (fields, fault) => {
    expect(readOwn(AnyNetX_A, typed(fields))).toEqual({ fault })
  })
  it('returns the error of a space that cannot be refined this way', () => {
    const { fault, refinement } = readOwn(AnyNetX_A, typed({ kind: 'range:width', low: '5000' }))
    expect(refinement).toBeUndefined()
    expect(fault).toEqual(sentence('rangeEmptyAbove', { space: 'AnyNetX_A', size: 'width', low: 5000 }))
  })
})
