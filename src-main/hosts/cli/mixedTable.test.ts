import { expect, it } from 'vitest'
import { mixedMeasures } from '#main/verification/mixedStep.ts'
import { mixedTable } from './mixedTable.ts'

it('has a line for each network, then the median and the worst', () => {
  const cases = [0.1, 0.3, 0.2].flatMap((error, n) =>
    Object.keys(mixedMeasures).map((measure) => ({ name: `net ${n} ${measure}`, error, tolerance: 1, passed: true })),
  )
  const words = mixedTable(cases).map((line) => line.split(/ {2,}/))
  expect(words.map(([name, first, , , last]) => [name, first, last])).toEqual([
    ['distance from float64', 'loss', 'parameters after 3 steps'],
    ['net 0', '0.1', '0.1'],
    ['net 1', '0.3', '0.3'],
    ['net 2', '0.2', '0.2'],
    ['median', '0.2', '0.2'],
    ['worst', '0.3', '0.3'],
  ])
})
