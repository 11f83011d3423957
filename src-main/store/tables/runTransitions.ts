import type { Database } from 'better-sqlite3'
import type { AttemptKey } from '#main/trainer/messages.ts'
import type { RunStatus } from '#shared/contract/scope.ts'
import type { Run } from './runs.ts'
import { isLive, scopeCondition, type Scope } from './scope.ts'

/** Columns of a run that change over its lifetime. */
export type RunChange = Partial<
  Omit<
    Run,
    | ('id' | 'populationId' | 'position' | 'seed' | 'network' | 'datasetHash' | 'createdAt')
    | ('flops' | 'parameters' | 'activations')
  >
>

/** The change as an SQL assignment list with its values. Column names come from RunChange, never from outside. */
function assignments(change: RunChange): { sql: string; values: unknown[] } {
  const entries = Object.entries(change)
  return {
    sql: entries.map(([column]) => `${column} = ?`).join(', '),
    values: entries.map(([, value]) => {
      if (typeof value === 'boolean') return Number(value)
      return value !== null && typeof value === 'object' ? JSON.stringify(value) : value
    }),
  }
}

/** Takes a queued run out of the queue and returns the number of its new attempt. */
export function beginAttempt(db: Database, runId: number, at: number): number {
  return db
    .prepare<[number, number], { attempt: number }>(
      `UPDATE runs SET status = 'running', attempt = attempt + 1, startedAt = coalesce(startedAt, ?)
       WHERE id = ? AND status = 'queued' RETURNING attempt`,
    )
    .get(at, runId)!.attempt
}

/** Changes a run at the attempt that is running. Throws Error where another one is, or none: then nothing is to be recorded. */
export function changeAttempt(db: Database, { runId, attempt }: AttemptKey, change: RunChange): void {
  const { sql, values } = assignments(change)
  const where = `id = ? AND attempt = ? AND status = 'running'`
  const { changes } = db.prepare(`UPDATE runs SET ${sql} WHERE ${where}`).run(...values, runId, attempt)
  if (changes === 0) throw new Error(`attempt ${attempt} of run ${runId} is not running`)
}

/**
 * Changes the runs of a scope whose status is in `from`; returns their ids by population and position. Nothing in the
 * trash, and nothing that was trained elsewhere, enters the queue.
 */
export function changeRuns(db: Database, scope: Scope, from: readonly RunStatus[], change: RunChange): number[] {
  const { sql: where, values: whereValues } = scopeCondition(scope)
  const { sql, values } = assignments(change)
  const allowed = change.status === 'queued' ? `${where} AND ${isLive} AND origin IS NULL` : where
  return db
    .prepare<unknown[], { id: number; populationId: number; position: number }>(
      `UPDATE runs SET ${sql} WHERE ${allowed} AND status IN (${from.map(() => '?').join(', ')})
       RETURNING id, populationId, position`,
    )
    .all(...values, ...whereValues, ...from)
    .sort((a, b) => a.populationId - b.populationId || a.position - b.position)
    .map(({ id }) => id)
}
