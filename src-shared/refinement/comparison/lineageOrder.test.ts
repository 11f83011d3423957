import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultPair, lineageOrder, referenceOf } from './lineageOrder.ts'

describe('lineage', () => {
  const spaces = [
    { id: 5, parentId: null, trashedAt: null },
    { id: 2, parentId: 5, trashedAt: null },
    { id: 9, parentId: 2, trashedAt: null },
  ]
  const sides = [9, 2, 5].map((spaceId, i) => ({ id: i + 1, spaceId, studyId: 1, key: 'x' }))

  it('orders roots before their refinements, whatever the order of the populations', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(sides, { minLength: 3 }), (shuffled) => {
        expect(lineageOrder(shuffled, spaces).map(({ spaceId }) => spaceId)).toEqual([5, 2, 9])
      }),
    )
  })
  it('compares a side with the nearest ancestor shown', () => {
    const ordered = lineageOrder([sides[0]!, sides[2]!], spaces)
    expect(referenceOf(ordered[1]!, ordered, spaces)).toBe(ordered[0])
    expect(referenceOf(ordered[0]!, ordered, spaces)).toBeUndefined()
  })
  it('compares nothing across spaces that were trained differently', () => {
    const ordered = lineageOrder([sides[0]!, { ...sides[1]!, key: 'y' }, sides[2]!], spaces)
    expect(ordered.map((side) => referenceOf(side, ordered, spaces)?.spaceId)).toEqual([undefined, undefined, 5])
    const recipes = ['x', 'y'].map((key, i) => ({ ...sides[2]!, id: 10 + i, key }))
    expect(referenceOf(recipes[1]!, recipes, spaces)).toBe(recipes[0])
  })
  it('compares a side without an ancestor with the previous one trained alike', () => {
    const roots = [5, 6, 7].map((spaceId, i) => ({ id: i + 1, spaceId, studyId: 1, key: i === 1 ? 'y' : 'x' }))
    expect(roots.map((side) => referenceOf(side, roots, [])?.id)).toEqual([undefined, undefined, 1])
  })
  it('orders by study, then generation, then age of space and population', () => {
    const place = (id: number, spaceId: number, studyId = 1) => ({ id, spaceId, studyId })
    const items = [place(1, 9), place(2, 2, 0), place(3, 5), place(4, 5), place(5, 8), place(6, 7)]
    const ordered = lineageOrder(items.toReversed(), spaces)
    expect(ordered.map(({ id }) => id)).toEqual([2, 3, 4, 6, 5, 1])
  })
  it('starts with the headline pair, or else the last side that has a reference', () => {
    const ordered = lineageOrder([...sides, { ...sides[2]!, id: 9, key: 'y' }], spaces)
    const side = (spaceId: number, key = 'x') => ({ id: 0, spaceId, key, populations: [] })
    expect(defaultPair(ordered, spaces, { newer: side(2), older: side(5) })).toEqual({
      newer: sides[1],
      older: sides[2],
    })
    const last = { newer: sides[0], older: sides[1] }
    expect(defaultPair(ordered, spaces, undefined)).toEqual(last)
    expect(defaultPair(ordered, spaces, { newer: side(2, 'z'), older: side(5) })).toEqual(last)
    expect(defaultPair(ordered, spaces, { newer: side(2), older: side(5, 'z') })).toEqual(last)
    expect(defaultPair(ordered.slice(0, 1), spaces, undefined)).toBeUndefined()
  })
})
