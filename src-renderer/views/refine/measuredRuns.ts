import type { RunRow } from '#shared/contract/runs.ts'
import type { MeasuredRun } from '#shared/refinement/measuredRun.ts'
import { isCounted, isCountedDiverged } from '#shared/statistics/countedRun.ts'

/** A finished run as evidence, with the id by which it is selected. */
export interface KnownRun extends MeasuredRun {
  readonly id: number
}

/** The runs that count in the order of the sample; diverged runs have no error and are counted apart. */
export function measuredRuns(rows: readonly RunRow[]): KnownRun[] {
  return rows.filter(isCounted).map(({ id, network, flops, parameters, activations, errorPercent }) => ({
    ...{ id, network, errorPercent },
    complexity: { flops, parameters, activations },
  }))
}

/** How many of the runs that count diverged. */
export const divergedCount = (rows: readonly RunRow[]): number => rows.filter(isCountedDiverged).length
