import { describe, expect, it } from 'vitest'
import { presets } from '#shared/designspaces/presets.ts'
import { refineSpace } from '#shared/refinement/steps/refineSpace.ts'
import type { Refinement } from '#shared/refinement/steps/refinement.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { refinedName, refinementPhrase } from './refinedName.ts'

const { AnyNetX_A, AnyNetX_B, AnyNetX_C, AnyNetX_D } = presets
const refined = (space: typeof AnyNetX_A, constraint: Extract<Refinement, { kind: 'constraint' }>['constraint']) =>
  refineSpace(space, { kind: 'constraint', constraint }, { id: 'x', name: 'x' })

describe('refinedName', () => {
  it('follows the paper’s sequence', () => {
    expect(refinedName(AnyNetX_A, refined(AnyNetX_A, { id: 'sharedBottleneckRatio' }), 'one b', ['AnyNetX_A'])).toBe(
      'AnyNetX_B',
    )
    expect(refinedName(AnyNetX_B, refined(AnyNetX_B, { id: 'sharedGroupWidth' }), 'one g', [])).toBe('AnyNetX_C')
    expect(refinedName(AnyNetX_C, refined(AnyNetX_C, { id: 'widthOrder', order: 'nonDecreasing' }), 'grows', [])).toBe(
      'AnyNetX_D',
    )
    expect(refinedName(AnyNetX_D, refined(AnyNetX_D, { id: 'depthOrder', order: 'nonDecreasing' }), 'grows', [])).toBe(
      'AnyNetX_E',
    )
  })
  it('names the constraint of a different step, and is unused', () => {
    const deep = refined(AnyNetX_A, { id: 'totalDepthRange', min: 12 })
    const first = refinedName(AnyNetX_A, deep, 'd ≥ 12', ['AnyNetX_A'])
    expect(first).toBe('AnyNetX_A, d ≥ 12')
    expect(refinedName(AnyNetX_A, deep, 'd ≥ 12', ['AnyNetX_A', first])).toBe('AnyNetX_A, d ≥ 12 (2)')
    expect(refinedName({ ...deep, name: first }, deep, 'w grows', [first])).toBe('AnyNetX_A, d ≥ 12, w grows')
    const taken = refinedName(AnyNetX_A, refined(AnyNetX_A, { id: 'sharedBottleneckRatio' }), 'one b', ['AnyNetX_B'])
    expect(taken).toBe('AnyNetX_A, one b')
  })
  it('appends a number if there is no constraint yet, or the name would be too long', () => {
    expect(refinedName(AnyNetX_A, AnyNetX_A, undefined, ['AnyNetX_A'])).toBe('AnyNetX_A 2')
    expect(refinedName({ ...AnyNetX_A, name: 'AnyNetX_A 2' }, AnyNetX_A, undefined, ['AnyNetX_A 2'])).toBe(
      'AnyNetX_A 3',
    )
    expect(refinedName(AnyNetX_A, AnyNetX_A, 'x'.repeat(80), [])).toBe('AnyNetX_A 2')
  })
})

describe('refinementPhrase', () => {
  const t = ((key: string, values?: Record<string, unknown>) =>
    `${key.split('.').at(-1)} ${String(values?.['what'])}`) as Translate
  it('is a word if there is one, otherwise the formula', () => {
    const order = { id: 'widthOrder', order: 'nonDecreasing' } as const
    expect(refinementPhrase({ kind: 'constraint', constraint: order }, t)).toBe('nonDecreasing w')
    expect(refinementPhrase({ kind: 'constraint', constraint: { id: 'sharedGroupWidth' } }, t)).toBe('shared g')
    expect(refinementPhrase({ kind: 'range', size: 'groupWidth', stage: 2, low: 8 }, t)).toBe('g₂ ≥ 8')
  })
})
