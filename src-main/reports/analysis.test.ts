import { expect, it } from 'vitest'
import { compareSpaces } from '#shared/refinement/comparison/compareSpaces.ts'
import { analyse } from './analysis.ts'
import { madeUpReport, madeUpSpace } from './testing/madeUpReport.ts'

it('a report gives two populations the same numbers as the window', () => {
  const [older, newer] = [madeUpSpace('AnyNetX_A', 26, 45, 1), madeUpSpace('RegNetX', 24, 30, 2)]
  const [oldErrors, newErrors] = [older, newer].map(({ runs }) =>
    runs.flatMap(({ errorPercent }) => errorPercent ?? []),
  )
  const { beats, meanDifference, kolmogorovSmirnov } = compareSpaces(newErrors!, oldErrors!)
  const { comparison } = analyse(madeUpReport([older, newer])).headline!
  expect(comparison.beats).toEqual(beats)
  expect(comparison.meanDifference).toEqual(meanDifference)
  expect(comparison.kolmogorovSmirnov).toEqual(kolmogorovSmirnov)
})
