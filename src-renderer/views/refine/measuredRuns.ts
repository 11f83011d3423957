import type { RunRow } from '#shared/contract/runs.ts'
import type { MeasuredRun } from '#shared/refinement/measuredRun.ts'

/** A finished run as evidence, with the id by which it is selected. */
export interface KnownRun extends MeasuredRun {
  readonly id: number
}

/** The finished runs in their order; diverged runs have no error and are counted apart. */
export function measuredRuns(rows: readonly RunRow[]): KnownRun[] {
  return rows.flatMap(({ id, status, network, flops, parameters, activations, errorPercent }) =>
    status === 'finished' && errorPercent !== null
      ? [{ id, network, complexity: { flops, parameters, activations }, errorPercent }]
      : [],
  )
}
