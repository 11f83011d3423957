import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineageOrder, referenceOf } from './lineageOrder.ts'

describe('lineage', () => {
  const spaces = [
    { id: 5, parentId: null, trashedAt: null },
    { id: 2, parentId: 5, trashedAt: null },
    { id: 9, parentId: 2, trashedAt: null },
  ]
  const sides = [9, 2, 5].map((spaceId, i) => ({ id: i + 1, spaceId, studyId: 1, key: 'x' }))

  it('goes from roots to what refines them, whatever the order of the populations', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(sides, { minLength: 3 }), (shuffled) => {
        expect(lineageOrder(shuffled, spaces).map(({ spaceId }) => spaceId)).toEqual([5, 2, 9])
      }),
    )
  })
  it('reads a side against the nearest ancestor that is shown', () => {
    const ordered = lineageOrder([sides[0]!, sides[2]!], spaces)
    expect(referenceOf(ordered[1]!, ordered, spaces)).toBe(ordered[0])
    expect(referenceOf(ordered[0]!, ordered, spaces)).toBeUndefined()
  })
  it('reads nothing against what is of another space and was trained otherwise', () => {
    const ordered = lineageOrder([sides[0]!, { ...sides[1]!, key: 'y' }, sides[2]!], spaces)
    expect(ordered.map((side) => referenceOf(side, ordered, spaces)?.spaceId)).toEqual([undefined, undefined, 5])
    const recipes = ['x', 'y'].map((key, i) => ({ ...sides[2]!, id: 10 + i, key }))
    expect(referenceOf(recipes[1]!, recipes, spaces)).toBe(recipes[0])
  })
})
