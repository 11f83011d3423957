import type { Database } from 'better-sqlite3'
import type { RunTiming } from '#shared/contract/timings.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import { listEpochs } from '#main/store/tables/epochs.ts'
import { getRun, listRuns, type Run } from '#main/store/tables/runs.ts'
import type { Scope } from '#main/store/tables/scope.ts'

/** A run with the epochs completed so far. */
export interface RunWithEpochs extends Run {
  epochs: EpochMetrics[]
  /** Measured times of its network; absent if they were not read. */
  timings?: readonly RunTiming[]
}

/** The runs of a scope with their epochs, by population and in sample order. */
export function runsWithEpochs(db: Database, scope: Scope): RunWithEpochs[] {
  const epochs = listEpochs(db, scope)
  return listRuns(db, scope).map((run) => ({ ...run, epochs: epochs.get(run.id) ?? [] }))
}

/** One run with its epochs. Throws LabError 'notFound'. */
export function runWithEpochs(db: Database, runId: number): RunWithEpochs {
  return { ...getRun(db, runId), epochs: listEpochs(db, { runId }).get(runId) ?? [] }
}
