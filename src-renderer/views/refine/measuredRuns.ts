import type { RunRow } from '#shared/contract/runs.ts'
import { measuredRun, type MeasuredRun } from '#shared/refinement/measuredRun.ts'
import { isCountedDiverged } from '#shared/statistics/countedRun.ts'

/** A finished run as evidence, with the id by which it is selected. */
export interface KnownRun extends MeasuredRun {
  readonly id: number
}

/** The runs that count in the order of the sample; diverged runs have no error and are counted apart. */
export function measuredRuns(rows: readonly RunRow[]): KnownRun[] {
  return rows.flatMap((row) => {
    const run = measuredRun(row)
    return run ? [{ id: row.id, ...run }] : []
  })
}

/** How many of the runs that count diverged. */
export const divergedCount = (rows: readonly RunRow[]): number => rows.filter(isCountedDiverged).length
