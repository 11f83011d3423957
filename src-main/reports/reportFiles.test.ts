import { expect, it } from 'vitest'
import { summary } from '#shared/statistics/summary.ts'
import { reportCsv } from './reportCsv.ts'
import { reportJson } from './reportJson.ts'
import { madeUpReport, madeUpSpace } from './testing/madeUpReport.ts'

const space = madeUpSpace('RegNetX', 5, 30, 2, 5)

it('CSV has one row per run, quotes separators and neutralises formulas', () => {
  const lines = reportCsv(madeUpReport([space, { ...space, spaceName: '=1+1,"x"' }])).split('\r\n')
  expect(lines).toHaveLength(1 + 5 + 5 + 1)
  expect(lines[0]).toMatch(/^\ufeffspace,population,run,seed,status,repeats,errorPercent,flops/)
  expect(lines[0]).toMatch(/,digest,exclusion,strides,.*,errorCurve,tags,note$/)
  expect(lines[1]).toMatch(/^RegNetX,RegNetX,RegNetX-0,100,diverged,no,,\d+/)
  expect(lines[6]).toMatch(/^"'=1\+1,""x""",/)
})

it('CSV includes excluded runs with the reason', () => {
  const runs = space.runs.map((run, i) => (i === 1 ? { ...run, exclusion: 'disk full, twice' } : run))
  const lines = reportCsv(madeUpReport([{ ...space, runs }])).split('\r\n')
  expect(lines[2]).toMatch(/^RegNetX,RegNetX,.*RegNetX-1,.*finished,no,[\d.]+,.*,(ab)+,"disk full, twice",/)
  expect(lines[3]).toMatch(/,(ab)+,,/)
})

it('JSON contains the report as given and the statistics of the page', () => {
  const report = madeUpReport([madeUpSpace('AnyNetX_A', 8, 40, 1), space])
  const parsed = JSON.parse(reportJson(report)) as typeof report & {
    analysis: { spaces: { errorPercent: { mean: { value: number } } }[]; headline: { newer: string } }
  }
  expect(parsed.spaces).toEqual(report.spaces)
  const errors = space.runs.flatMap(({ errorPercent }) => errorPercent ?? [])
  expect(parsed.analysis.spaces[1]!.errorPercent.mean.value).toBeCloseTo(summary(errors).mean, 12)
  expect(parsed.analysis.headline.newer).toBe('regnetx')
})
