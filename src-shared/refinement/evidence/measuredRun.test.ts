import { expect, it } from 'vitest'
import { countUndrawn, measuredRun, weighedRun } from './measuredRun.ts'
import { sampledNetworks, smallSpace } from '../testing/syntheticRuns.ts'

const [{ network, draw, complexity }] = sampledNetworks(smallSpace('AnyNetX_A'), 1, 1) as [
  ReturnType<typeof sampledNetworks>[number],
]
const run = { ...{ network, draw, ...complexity }, status: 'finished', errorPercent: 12.5, exclusion: null }

it('measuredRun maps a counted run to its network and error, and others to undefined', () => {
  expect(measuredRun(run)).toEqual({ network, draw, complexity, errorPercent: 12.5 })
  expect(weighedRun(run)).toEqual({ complexity, errorPercent: 12.5 })
  for (const other of [{ status: 'running' }, { errorPercent: null }, { exclusion: 'wrong images' }])
    expect([measuredRun({ ...run, ...other }), weighedRun({ ...run, ...other })]).toEqual([undefined, undefined])
})

it('countUndrawn counts the networks without a draw', () => {
  expect(countUndrawn([{ draw }, { draw: null }, { draw: null }])).toBe(2)
})
