import type { Change } from '#shared/contract/changes.ts'
import type { ReportedEpoch } from '#shared/contract/reportedEpoch.ts'

/** The runs affected by changes. */
export interface ChangedRuns {
  /** Runs that only completed epochs, with these in order. */
  readonly grown: ReadonlyMap<number, readonly ReportedEpoch[]>
  /** Runs with any other change. */
  readonly changed: ReadonlySet<number>
}

/** Extracts the affected runs from changes. */
export function changedRuns(changes: readonly Change[]): ChangedRuns {
  const grown = new Map<number, ReportedEpoch[]>()
  const changed = new Set<number>()
  for (const change of changes) {
    const { runId } = change
    if (runId === null) continue
    if (change.kind === 'epoch' && change.report) {
      const known = grown.get(runId)
      if (known) known.push(change.report)
      else grown.set(runId, [change.report])
    } else changed.add(runId)
  }
  for (const runId of changed) grown.delete(runId)
  return { grown, changed }
}
