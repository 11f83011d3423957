import { describe, expect, it } from 'vitest'
import { designSpaceSchema } from '#shared/designspaces/designSpace.ts'
import { presets } from '#shared/designspaces/presets.ts'
import { refineSpace } from '#shared/refinement/refineSpace.ts'
import type { Refinement } from '#shared/refinement/refinement.ts'
import { refinedName, spaceIdOf } from './refinedName.ts'

const { AnyNetX_A, AnyNetX_B, AnyNetX_C, AnyNetX_D } = presets
const refined = (space: typeof AnyNetX_A, constraint: Extract<Refinement, { kind: 'constraint' }>['constraint']) =>
  refineSpace(space, { kind: 'constraint', constraint }, { id: 'x', name: 'x' })

describe('refinedName', () => {
  it('follows the path of the paper', () => {
    expect(refinedName(AnyNetX_A, refined(AnyNetX_A, { id: 'sharedBottleneckRatio' }), ['AnyNetX_A'])).toBe('AnyNetX_B')
    expect(refinedName(AnyNetX_B, refined(AnyNetX_B, { id: 'sharedGroupWidth' }), [])).toBe('AnyNetX_C')
    expect(refinedName(AnyNetX_C, refined(AnyNetX_C, { id: 'widthOrder', order: 'nonDecreasing' }), [])).toBe(
      'AnyNetX_D',
    )
    expect(refinedName(AnyNetX_D, refined(AnyNetX_D, { id: 'depthOrder', order: 'nonDecreasing' }), [])).toBe(
      'AnyNetX_E',
    )
  })
  it('counts where the step is another one, or the name is taken', () => {
    const deep = refined(AnyNetX_A, { id: 'totalDepthRange', min: 12 })
    expect(refinedName(AnyNetX_A, deep, ['AnyNetX_A'])).toBe('AnyNetX_A 2')
    expect(refinedName({ ...deep, name: 'AnyNetX_A 2' }, deep, ['AnyNetX_A', 'AnyNetX_A 2'])).toBe('AnyNetX_A 3')
    expect(refinedName(AnyNetX_A, refined(AnyNetX_A, { id: 'sharedBottleneckRatio' }), ['AnyNetX_B'])).toBe(
      'AnyNetX_A 2',
    )
  })
})

describe('spaceIdOf', () => {
  it.each(['AnyNetX_A 2', '넓은 공간', '  ', '-x-', 'a/b?c'])('makes an id that a space may have of %j', (name) => {
    expect(designSpaceSchema.shape.id.safeParse(spaceIdOf(name)).success).toBe(true)
  })
})
