import type { RunRow } from '#shared/contract/runs.ts'
import type { MeasuredRun } from '#shared/refinement/measuredRun.ts'
import { isCounted } from '#shared/statistics/countedRun.ts'

const known = new WeakMap<RunRow, MeasuredRun>()

/** The run as evidence about its space; undefined unless it counts. One object per row, which is never changed. */
export function measured(row: RunRow): MeasuredRun | undefined {
  if (!isCounted(row)) return undefined
  const { network, flops, parameters, activations, errorPercent } = row
  let run = known.get(row)
  if (!run) {
    run = { network, complexity: { flops, parameters, activations }, errorPercent }
    known.set(row, run)
  }
  return run
}
