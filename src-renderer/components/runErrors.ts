import type { RunOutline } from '#shared/contract/runs.ts'
import { weighedRun } from '#shared/refinement/measuredRun.ts'

/** The errors of finished runs in percent, in the order of the sample; diverged runs are counted apart. */
export function runErrors(rows: readonly RunOutline[]): number[] {
  return rows.flatMap((row) => weighedRun(row)?.errorPercent ?? [])
}
