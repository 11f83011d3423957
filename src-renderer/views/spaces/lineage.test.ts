import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineagePlaces } from './lineage.ts'

const space = (id: number, parentId: number | null, state: 'draft' | 'accepted' | 'rejected' = 'accepted') => ({
  id,
  parentId,
  state,
  trashedAt: null,
})
const at = (spaces: Parameters<typeof lineagePlaces>[0]) =>
  Object.fromEntries(lineagePlaces(spaces).map(({ id, column, lane }) => [id, [column, lane]]))

describe('lineagePlaces', () => {
  it('draws a chain in one lane', () => {
    expect(at([space(1, null), space(2, 1), space(3, 2)])).toEqual({ 1: [0, 0], 2: [1, 0], 3: [2, 0] })
  })
  it('keeps the followed child in the lane of its parent, rejected ones below', () => {
    const spaces = [space(1, null), space(2, 1, 'rejected'), space(3, 1), space(4, 3)]
    expect(at(spaces)).toEqual({ 1: [0, 0], 2: [1, 1], 3: [1, 0], 4: [2, 0] })
  })
  it('attaches children of a trashed space to its nearest living ancestor', () => {
    const spaces = [space(1, null), { ...space(2, 1), trashedAt: 5 }, space(3, 2)]
    expect(lineagePlaces(spaces)).toEqual([
      { id: 1, parentId: null, column: 0, lane: 0 },
      { id: 3, parentId: 1, column: 1, lane: 0 },
    ])
  })
  it('never puts two spaces in one place, and a child is always right of its parent', () => {
    const trees = fc.array(
      fc.tuple(fc.nat(), fc.constantFrom('draft' as const, 'accepted' as const, 'rejected' as const)),
      {
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(trees, (entries) => {
        const spaces = entries.map(([parent, state], i) =>
          space(i + 1, i === 0 || parent % 7 === 0 ? null : (parent % i) + 1, state),
        )
        const places = lineagePlaces(spaces)
        const byId = new Map(places.map((place) => [place.id, place]))
        expect(new Set(places.map(({ column, lane }) => `${column} ${lane}`)).size).toBe(spaces.length)
        for (const { column, parentId } of places)
          expect(column).toBe(parentId === null ? 0 : byId.get(parentId)!.column + 1)
      }),
    )
  })
})
