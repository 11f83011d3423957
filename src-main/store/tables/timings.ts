import type { Database } from 'better-sqlite3'
import type { PublishedTiming, RunTiming, Timing } from '#shared/contract/timings.ts'
import { conditionsKey } from '#shared/timing/conditions.ts'
import type { MeasuredTime, TimingConditions } from '#shared/timing/timing.ts'
import type { TimedUnder } from '#shared/timing/fittedTimes.ts'
import { isLive, scopeCondition, type Scope } from './scope.ts'

/** The columns of every table of times. */
type Row = MeasuredTime & { conditions: string; measuredAt: number }

const timingOf = <R extends Row>({ conditions, measuredAt, ...row }: R) => {
  const { ms, spreadMs, fastestMs, processorMs, rounds, passes, ...subject } = row
  const time = { ms, spreadMs, fastestMs, processorMs, rounds, passes }
  return { ...subject, conditions: JSON.parse(conditions) as TimingConditions, time, measuredAt }
}
const rowOf = <T extends Timing>({ conditions, time, ...rest }: T) => ({
  ...{ ...rest, ...time, conditions: conditionsKey(conditions) },
})

/** Writes times, each in place of an earlier one of that subject under the same conditions. */
function put(db: Database, table: string, subject: 'runId' | 'name', timings: readonly Timing[]): void {
  const statement = db.prepare(
    `INSERT OR REPLACE INTO ${table}
       (${subject}, conditions, ms, spreadMs, fastestMs, processorMs, rounds, passes, measuredAt)
     VALUES (@${subject}, @conditions, @ms, @spreadMs, @fastestMs, @processorMs, @rounds, @passes, @measuredAt)`,
  )
  db.transaction(() => {
    for (const timing of timings) statement.run(rowOf(timing))
  })()
}

/** Stores times of runs, each in place of an earlier one of that run under the same conditions. */
export function putTimings(db: Database, timings: readonly RunTiming[]): void {
  put(db, 'timings', 'runId', timings)
}

/** The times of the runs of a scope, by run and conditions. */
export function listTimings(db: Database, scope: Scope): RunTiming[] {
  const { sql, values } = scopeCondition(scope)
  return db
    .prepare<unknown[], Row & { runId: number }>(
      `SELECT * FROM timings WHERE runId IN (SELECT id FROM runs WHERE ${sql}) ORDER BY runId, conditions`,
    )
    .all(...values)
    .map(timingOf)
}

/** The times of all runs outside the trash, with the sizes of their networks. */
export function listTimedSizes(db: Database): TimedUnder[] {
  return db
    .prepare<[], { conditions: string; ms: number; flops: number; activations: number }>(
      `SELECT conditions, ms, flops, activations FROM timings JOIN runs ON runs.id = timings.runId
       WHERE ${isLive} ORDER BY runId, conditions`,
    )
    .all()
    .map(({ conditions, ...rest }) => ({ ...rest, conditions: JSON.parse(conditions) as TimingConditions }))
}

/** Removes the times of a scope's runs under these conditions and returns how many there were. */
export function removeTimings(db: Database, scope: Scope, conditions: TimingConditions): number {
  const { sql, values } = scopeCondition(scope)
  return db
    .prepare(`DELETE FROM timings WHERE runId IN (SELECT id FROM runs WHERE ${sql}) AND conditions = ?`)
    .run(...values, conditionsKey(conditions)).changes
}

/** Stores times of published networks, each in place of an earlier one under the same conditions. */
export function putPublishedTimings(db: Database, timings: readonly PublishedTiming[]): void {
  put(db, 'publishedTimings', 'name', timings)
}

/** The lab's times of published networks, by name and conditions. */
export function listPublishedTimings(db: Database): PublishedTiming[] {
  return db
    .prepare<[], Row & { name: string }>('SELECT * FROM publishedTimings ORDER BY name, conditions')
    .all()
    .map(timingOf)
}

/** Removes the times of published networks under these conditions and returns how many there were. */
export function removePublishedTimings(db: Database, conditions: TimingConditions): number {
  return db.prepare('DELETE FROM publishedTimings WHERE conditions = ?').run(conditionsKey(conditions)).changes
}
