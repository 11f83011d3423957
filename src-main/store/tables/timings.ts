import type { Database } from 'better-sqlite3'
import type { RunTiming } from '#shared/contract/timings.ts'
import { conditionsKey } from '#shared/timing/conditions.ts'
import type { MeasuredTime, TimingConditions } from '#shared/timing/timing.ts'
import { scopeCondition, type Scope } from './scope.ts'

type Row = MeasuredTime & { runId: number; conditions: string; measuredAt: number }

/** Stores times, each in place of an earlier one of that run under the same conditions. */
export function putTimings(db: Database, timings: readonly RunTiming[]): void {
  const put = db.prepare(
    `INSERT OR REPLACE INTO timings
       (runId, conditions, ms, spreadMs, fastestMs, processorMs, rounds, passes, measuredAt)
     VALUES (@runId, @conditions, @ms, @spreadMs, @fastestMs, @processorMs, @rounds, @passes, @measuredAt)`,
  )
  db.transaction(() => {
    for (const { runId, conditions, time, measuredAt } of timings)
      put.run({ runId, conditions: conditionsKey(conditions), ...time, measuredAt })
  })()
}

/** The times of the runs of a scope, by run and conditions. */
export function listTimings(db: Database, scope: Scope): RunTiming[] {
  const { sql, values } = scopeCondition(scope)
  return db
    .prepare<unknown[], Row>(
      `SELECT * FROM timings WHERE runId IN (SELECT id FROM runs WHERE ${sql}) ORDER BY runId, conditions`,
    )
    .all(...values)
    .map(({ runId, conditions, measuredAt, ...time }) => ({
      ...{ runId, conditions: JSON.parse(conditions) as TimingConditions, time, measuredAt },
    }))
}

/** Removes the times of a scope's runs under these conditions and returns how many there were. */
export function removeTimings(db: Database, scope: Scope, conditions: TimingConditions): number {
  const { sql, values } = scopeCondition(scope)
  return db
    .prepare(`DELETE FROM timings WHERE runId IN (SELECT id FROM runs WHERE ${sql}) AND conditions = ?`)
    .run(...values, conditionsKey(conditions)).changes
}
