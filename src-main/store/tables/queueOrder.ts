import type { Database } from 'better-sqlite3'
import type { WaitingRun } from '#shared/contract/queue.ts'
import { isLive } from './scope.ts'
import { queueOrder } from './runs.ts'

/** The next `limit` runs of the queue, in order. */
export function listWaiting(db: Database, limit: number): Omit<WaitingRun, 'expected'>[] {
  return db
    .prepare<[number], Omit<WaitingRun, 'expected'>>(
      `SELECT runs.id AS runId, populationId, studyId, position, priority, flops
       FROM (SELECT * FROM runs WHERE status = 'queued' AND ${isLive} ORDER BY ${queueOrder} LIMIT ?) AS runs
         JOIN populations ON populations.id = populationId
       ORDER BY ${queueOrder}`,
    )
    .all(limit)
}

/**
 * Moves waiting runs, in the given order, before another waiting run; null: to the end. They take the priority of their
 * new position or, if no others wait, the highest among themselves. Runs that are not waiting stay unchanged.
 */
export function reorderWaiting(db: Database, runIds: readonly number[], before: number | null): void {
  const waiting = db
    .prepare<[], { id: number; priority: number }>(
      `SELECT id, priority FROM runs WHERE status = 'queued' ORDER BY ${queueOrder}`,
    )
    .all()
  const byId = new Map(waiting.map((run) => [run.id, run]))
  const moved = new Set(runIds.filter((id) => byId.has(id) && id !== before))
  const others = waiting.filter(({ id }) => !moved.has(id))
  const found = others.findIndex(({ id }) => id === before)
  const at = found < 0 ? others.length : found
  const priority = (others[at] ?? others.at(-1) ?? waiting[0])?.priority
  if (priority === undefined) return
  const inOrder = [...others.slice(0, at), ...[...moved].map((id) => ({ id, priority })), ...others.slice(at)]
  const place = db.prepare('UPDATE runs SET priority = ?, place = ? WHERE id = ?')
  inOrder.forEach((run, i) => place.run(run.priority, i, run.id))
}
