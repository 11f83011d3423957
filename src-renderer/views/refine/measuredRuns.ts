import type { RunRow } from '#shared/contract/runs.ts'
import { measuredNetwork, measuredRun, type MeasuredRun } from '#shared/refinement/evidence/measuredRun.ts'
import { isExcludedResult } from '#shared/statistics/countedRun.ts'

/** A finished run as evidence, with the id by which it is selected. */
export interface KnownRun extends MeasuredRun {
  readonly id: number
}

/** The counted runs in order; diverged runs have no error and are counted separately. */
export function measuredRuns(rows: readonly RunRow[]): KnownRun[] {
  return rows.flatMap((row) => {
    const run = measuredRun(row)
    return run ? [{ id: row.id, ...run }] : []
  })
}

/** A finished run that was excluded from the evidence, with the reason; plots show it beside the others. */
export interface ExcludedRun extends KnownRun {
  readonly exclusion: string
}

/** The excluded runs in order. */
export const excludedRuns = (rows: readonly RunRow[]): ExcludedRun[] =>
  rows
    .filter(isExcludedResult)
    .map((row) => ({ id: row.id, ...measuredNetwork(row), errorPercent: row.errorPercent, exclusion: row.exclusion }))
