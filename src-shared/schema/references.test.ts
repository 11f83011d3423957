import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { ref, replaceRefs, type NewIds } from './references.ts'

const schema = z.strictObject({
  spaceId: ref('spaces'),
  parentId: ref('spaces').nullable(),
  populationIds: z.array(ref('populations')).nullable().catch(null),
  best: z.object({ run: ref('runs').optional() }),
  count: z.int(),
})
const shifted = (by: number) => (id: number) => id + by
const ids: NewIds = {
  spaces: shifted(100),
  populations: (id) => (id === 9 ? undefined : id + 200),
  refinements: shifted(300),
  runs: shifted(400),
}

it('replaces only marked ids, whatever other keys are called', () => {
  const value = {
    ...{ spaceId: 1, parentId: null, populationIds: [1, 9, 2], best: { run: 7 }, count: 3 },
    ...{ refinementId: 5, deep: [{ spaceId: 1 }] },
  }
  expect(replaceRefs(schema, value, ids)).toEqual({
    ...{ spaceId: 101, parentId: null, populationIds: [201, 202], best: { run: 407 }, count: 3 },
    ...{ refinementId: 5, deep: [{ spaceId: 1 }] },
  })
  expect(replaceRefs(ref('populations').nullable(), 9, ids)).toBeNull()
})

it('ignores values that do not match the schema', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const odd = { spaceId: [value], parentId: { value }, populationIds: { value }, best: [value], count: value }
      expect(replaceRefs(schema, odd, ids)).toEqual(odd)
    }),
  )
})

it('is undone by the inverse mapping', () => {
  const back = Object.fromEntries(Object.keys(ids).map((table, i) => [table, shifted(-100 * (i + 1))])) as unknown
  const id = fc.integer({ min: 10, max: 99 })
  const value = fc.record({
    ...{ spaceId: id, parentId: fc.option(id), populationIds: fc.option(fc.array(id)) },
    ...{ best: fc.record({ run: id }, { requiredKeys: [] }), count: id },
  })
  fc.assert(
    fc.property(value, (before) => {
      expect(replaceRefs(schema, replaceRefs(schema, before, ids), back as NewIds)).toEqual(before)
    }),
  )
})
