import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { designSpaceSchema } from './designSpace.ts'
import { isSameName, newSpaceId, spaceNamed } from './spaceId.ts'

describe('newSpaceId', () => {
  it.each([
    ['AnyNetX_A, g ≥ 8', 'AnyNetX_A-g-ge-8'],
    ['w₀ = wₐ', 'w0-eq-wa'],
    ['넓은 공간', '넓은-공간'],
    ['宽度 2', '宽度-2'],
    ['Узкие, d < 9', 'Узкие-d-lt-9'],
    ['हिन्दी', 'हिन्दी'],
    ['☃ !', 'space'],
  ])('of %j is %j', (name, id) => {
    expect(newSpaceId(name, [])).toBe(id)
  })
  it('is valid and not taken, whatever the name', () => {
    const names = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(fc.array(names, { minLength: 1, maxLength: 8 }), (given) => {
        const taken: string[] = []
        for (const name of [...given, ...given]) taken.push(newSpaceId(name, taken))
        expect(new Set(taken).size).toBe(taken.length)
        for (const id of taken) expect(designSpaceSchema.shape.id.parse(id)).toBe(id)
      }),
    )
  })
})

describe('names', () => {
  it('are equal up to Unicode form and surrounding blanks, and differ otherwise', () => {
    expect(isSameName('좁은 공간', ' 좁은 공간 '.normalize('NFD'))).toBe(true)
    expect(isSameName('좁은 공간', '넓은 공간')).toBe(false)
    expect(isSameName('a', 'A')).toBe(false)
    const spaces = ['넓은 공간', '좁은 공간'].map((name) => ({ definition: { name } }))
    expect(spaceNamed('좁은 공간', spaces)).toBe(spaces[1])
    expect(spaceNamed('좁은공간', spaces)).toBeUndefined()
  })
})
