import type { RunRow } from '#shared/contract/runs.ts'
import { measuredRun, type MeasuredRun } from '#shared/refinement/measuredRun.ts'

/** A finished run as evidence, with the id by which it is selected. */
export interface KnownRun extends MeasuredRun {
  readonly id: number
}

/** The runs that count in their order; diverged runs have no error and are counted apart. */
export function measuredRuns(rows: readonly RunRow[]): KnownRun[] {
  return rows.flatMap((row) => {
    const run = measuredRun(row)
    return run ? [{ id: row.id, ...run }] : []
  })
}
