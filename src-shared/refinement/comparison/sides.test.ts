import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  comparedSides,
  countedOf,
  headlineSides,
  knownSide,
  lineageSides,
  sideAbove,
  sidesOf,
  sideWith,
} from './sides.ts'
import { countedErrors } from '#shared/statistics/countedRun.ts'
import { speakingRuns, type CountedRun } from './speakingRuns.ts'
import { termDifferences, termsKey } from './trainingTerms.ts'

const recipes = [
  { epochs: 3, baseLearningRate: 0.1 },
  { epochs: 3, baseLearningRate: 0.2 },
  { epochs: 5, baseLearningRate: 0.1 },
]
const population = (id: number, spaceId: number, counted: number, terms = 0) => ({
  ...{ id, spaceId, datasetHash: 'abc', trashedAt: null as number | null, counted },
  plan: { imageSize: 16, flops: { low: 1, high: 2 }, recipe: recipes[terms] },
})
const space = (id: number, parentId: number | null) => ({ id, parentId, trashedAt: null as number | null })
const lineage = [space(1, null), space(2, 1), space(3, 2)]

const populations = fc
  .array(fc.record({ space: fc.integer({ min: 1, max: 3 }), counted: fc.nat(4), terms: fc.nat(2) }), { maxLength: 9 })
  .map((list) => list.map((entry, i) => population(i + 1, entry.space, entry.counted, entry.terms)))
const shuffledPopulations = populations.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
)

describe('terms', () => {
  const one = population(1, 1, 3)
  it('ignore the order of keys, and treat an open window as none', () => {
    const turned = {
      ...one,
      plan: { recipe: { baseLearningRate: 0.1, epochs: 3 }, flops: one.plan.flops, imageSize: 16 },
    }
    expect(termDifferences(one, turned)).toEqual([])
    const open = { low: 0, high: Number.MAX_SAFE_INTEGER }
    const window = (flops: { low: number; high: number } | null) => ({ ...one, plan: { ...one.plan, flops } })
    expect(termsKey(window(null))).toBe(termsKey(window(open)))
  })
  it('report how two populations differ', () => {
    const other = { datasetHash: 'x', plan: { imageSize: 32, flops: null, recipe: recipes[2] } }
    expect(termDifferences(one, other)).toEqual(['dataset', 'imageSize', 'flops', 'recipe'])
    expect(termDifferences(one, population(2, 1, 9, 1))).toEqual(['recipe'])
  })
})

describe('sides', () => {
  it('pool everything trained alike, and nothing else', () => {
    fc.assert(
      fc.property(populations, (list) => {
        const sides = sidesOf(list)
        expect(sides.flatMap((side) => side.populations.map(({ id }) => id)).sort((a, b) => a - b)).toEqual(
          list.map(({ id }) => id),
        )
        for (const { id, spaceId, key, populations: own } of sides) {
          expect(id).toBe(Math.min(...own.map((one) => one.id)))
          for (const one of own) expect([one.spaceId, termsKey(one)]).toEqual([spaceId, key])
        }
        expect(new Set(sides.map(({ spaceId, key }) => `${spaceId} ${key}`)).size).toBe(sides.length)
      }),
    )
  })
  it('do not depend on the order of populations', () => {
    fc.assert(
      fc.property(shuffledPopulations, ([list, shuffled]) => {
        expect(headlineSides(lineage, shuffled)).toEqual(headlineSides(lineage, list))
        expect(lineageSides(lineage.toReversed(), shuffled)).toEqual(lineageSides(lineage, list))
        for (const { id } of lineage) {
          expect(comparedSides(id, lineage, shuffled)).toEqual(comparedSides(id, lineage, list))
          expect(knownSide(id, lineage, shuffled)).toEqual(knownSide(id, lineage, list))
        }
      }),
    )
  })
  it('are stable under repeated selection', () => {
    fc.assert(
      fc.property(populations, (list) => {
        for (const { id } of lineage) {
          const chosen = comparedSides(id, lineage, list)
          if (!chosen) continue
          const { newer, older } = chosen
          expect(newer.key).toBe(older.key)
          expect(comparedSides(id, lineage, [...newer.populations, ...older.populations])).toEqual(chosen)
        }
        const shown = lineageSides(lineage, list).flatMap((side) => side.populations)
        expect(headlineSides(lineage, shown)).toEqual(headlineSides(lineage, list))
      }),
    )
  })
  it('use the terms that both spaces have, with most runs first, then the oldest', () => {
    const list = [population(1, 1, 50, 0), population(2, 1, 8, 1), population(3, 2, 9, 1), population(4, 2, 70, 2)]
    expect(comparedSides(2, lineage, list)).toMatchObject({ newer: { id: 3 }, older: { id: 2 } })
    const both = [...list, population(5, 2, 1, 0)]
    expect(comparedSides(2, lineage, both)).toMatchObject({ newer: { id: 5 }, older: { id: 1 } })
    const even = [population(1, 1, 4, 0), population(2, 1, 5, 1), population(3, 2, 4, 1), population(4, 2, 5, 0)]
    expect(comparedSides(2, lineage, even)).toMatchObject({ newer: { id: 4 }, older: { id: 1 } })
  })
  it('skip a space that was not trained alike, and the trash', () => {
    const list = [population(1, 1, 5), population(2, 2, 5, 1), population(3, 3, 5)]
    expect(comparedSides(3, lineage, list)?.older.id).toBe(1)
    const [root, middle, last] = lineage as [(typeof lineage)[0], (typeof lineage)[0], (typeof lineage)[0]]
    const alike = list.map((one) => ({ ...one, plan: list[0]!.plan }))
    expect(comparedSides(3, lineage, alike)?.older.id).toBe(2)
    expect(comparedSides(3, [root, { ...middle, trashedAt: 1 }, last], alike)?.older.id).toBe(1)
    const thrown = alike.map((one) => (one.id === 2 ? { ...one, trashedAt: 1 } : one))
    expect(comparedSides(3, lineage, thrown)?.older.id).toBe(1)
  })
  it('of a population pool everything trained alike, even if it is in the trash', () => {
    const list = [population(1, 1, 5), population(2, 1, 5, 1), population(3, 1, 5), population(4, 2, 5)]
    expect(sideWith(list[2]!, list).populations.map(({ id }) => id)).toEqual([1, 3])
    const thrown = { ...list[2]!, trashedAt: 7 }
    const found = sideWith(thrown, [list[0]!, list[1]!, thrown])
    expect(found.populations).toEqual([list[0], { ...thrown, trashedAt: null }])
  })
  it('are compared with the nearest living ancestor with counted runs, trained alike', () => {
    const list = [population(1, 1, 5), population(2, 2, 5, 1), population(3, 2, 0)]
    const above = (spaceId: number, one: (typeof list)[0], spaces = lineage) =>
      sideAbove({ spaceId, key: termsKey(one) }, spaces, list)?.id
    expect([
      above(3, list[0]!),
      above(3, list[1]!),
      above(2, list[0]!),
      above(2, list[1]!),
      above(1, list[0]!),
    ]).toEqual([...[1, 2, 1], ...[undefined, undefined]])
    const trashed = lineage.map((one) => (one.id === 2 ? { ...one, trashedAt: 1 } : one))
    expect(above(3, list[1]!, trashed)).toBeUndefined()
  })
  it('of the headline belong to the deepest space, the newest on a tie', () => {
    const list = [population(1, 1, 5), population(2, 2, 5), population(3, 3, 5)]
    expect(headlineSides(lineage, list)).toMatchObject({ newer: { spaceId: 3 }, older: { spaceId: 2 } })
    const branches = [space(1, null), space(2, 1), space(3, 1)]
    expect(headlineSides(branches, list)?.newer.spaceId).toBe(3)
    const turned = [space(3, null), space(2, 3), space(1, 2)]
    expect(headlineSides(turned, list)?.newer.spaceId).toBe(1)
    expect(headlineSides([{ ...space(3, null), trashedAt: 1 }, space(2, 3), space(1, 3)], list)).toBeUndefined()
  })
  it('of a space without a comparison have the most runs, then the oldest', () => {
    const list = [population(1, 1, 5, 0), population(2, 1, 9, 1), population(3, 1, 9, 2)]
    expect(knownSide(1, lineage, list)?.id).toBe(2)
    expect(knownSide(1, lineage, [population(1, 1, 0)])?.id).toBe(1)
  })
  it('that represent a space are those of its comparison', () => {
    const list = [population(1, 1, 50, 0), population(2, 1, 8, 1), population(3, 2, 9, 1)]
    expect(knownSide(1, lineage, list)?.id).toBe(2)
    expect(knownSide(2, lineage, list)?.id).toBe(3)
    expect(knownSide(1, lineage, list.slice(0, 2))?.id).toBe(1)
    expect(knownSide(3, lineage, list)).toBeUndefined()
    expect(countedOf(knownSide(1, lineage, list)!)).toBe(8)
    const more = [...list, population(4, 2, 90, 2)]
    expect(knownSide(2, lineage, more)?.id).toBe(3)
  })
})

describe('runs', () => {
  const run = (id: number, given: Partial<CountedRun> = {}): CountedRun => ({
    ...{ id, populationId: 1, position: id, status: 'finished', errorPercent: 30 + id, experiment: `e${id}` },
    exclusion: null,
    ...given,
  })
  it('count each experiment once, in any order, and only if it ended', () => {
    const status = fc.constantFrom('finished', 'diverged', 'failed', 'running', 'queued', 'cancelled')
    const one = fc.record({
      populationId: fc.integer({ min: 1, max: 3 }),
      status,
      experiment: fc.constantFrom('a', 'b', 'c', 'd'),
      exclusion: fc.constantFrom(null, null, 'a broken disk'),
    })
    const runs = fc
      .array(one)
      .map((list) => list.map((entry, i) => run(i, { ...entry, errorPercent: entry.status === 'finished' ? i : null })))
    const shuffled = runs.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const speaking = speakingRuns(list)
        expect(speakingRuns(other)).toEqual(speaking)
        expect(speakingRuns(speaking)).toEqual(speaking)
        const experiments = speaking.map(({ experiment }) => experiment)
        expect(new Set(experiments).size).toBe(experiments.length)
        const ended = list.filter(
          ({ status, exclusion }) => exclusion === null && (status === 'finished' || status === 'diverged'),
        )
        expect(new Set(experiments)).toEqual(new Set(ended.map(({ experiment }) => experiment)))
        expect(countedErrors(speaking).length).toBe(
          new Set(
            list
              .filter(({ status, exclusion }) => exclusion === null && status === 'finished')
              .map(({ experiment }) => experiment),
          ).size,
        )
      }),
    )
  })
})
