import { expect, it } from 'vitest'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { startPopulations } from '#renderer/views/explore/readExplore.ts'
import { reportable } from './reportable.ts'
import { comparedFirst } from './comparedFirst.ts'

const spaces = [
  { id: 1, studyId: 1, parentId: null, trashedAt: null },
  { id: 2, studyId: 1, parentId: 1, trashedAt: null },
] as StudySpace[]
/** A population with this many finished runs, of which `counted` count, and diverged ones. */
const population = (id: number, spaceId: number, finished: number, counted: number, diverged = 0) =>
  ({
    ...{ id, spaceId, studyId: 1, trashedAt: null, datasetHash: 'd', plan: { recipe: {}, imageSize: 16, flops: null } },
    ...{ runs: { finished, diverged }, counted, excluded: finished - counted },
  }) as unknown as PopulationSummary

const wholly = population(3, 2, 8, 0)
const diverged = population(5, 2, 0, 0, 6)
const all = [population(1, 1, 8, 8), population(2, 2, 8, 6), wholly, population(4, 2, 0, 0), diverged]

it('a population whose runs are all excluded is not offered, one whose runs all diverged belongs to its side', () => {
  expect(comparedFirst(spaces, all)).toEqual([1, 2, 5])
  expect(startPopulations(spaces, all)).toEqual([2, 5])
  expect(reportable(all, spaces).map(({ id }) => id)).toEqual([1, 2, 5])
})

it('Explore does not start with a space whose runs are all excluded', () => {
  expect(startPopulations(spaces, [population(1, 1, 8, 8), wholly])).toEqual([1])
  expect(comparedFirst(spaces, [population(1, 1, 8, 8), wholly])).toEqual([1])
})
