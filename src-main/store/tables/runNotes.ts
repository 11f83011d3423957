import type { Database } from 'better-sqlite3'
import { composed } from '#shared/schema/alike.ts'

/**
 * Adds tags to runs and removes others; each run's tags stay without repeats, in the order of their adding. Tags that look
 * alike are one, in Unicode's composed form.
 */
export function tagRuns(
  db: Database,
  runIds: readonly number[],
  add: readonly string[],
  remove: readonly string[],
): void {
  const rows = db
    .prepare<[string], { id: number; tags: string }>(
      'SELECT id, tags FROM runs WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(runIds))
  const [added, gone] = [add.map(composed), new Set(remove.map(composed))]
  const update = db.prepare('UPDATE runs SET tags = ? WHERE id = ?')
  db.transaction(() => {
    for (const { id, tags } of rows) {
      const kept = (JSON.parse(tags) as string[]).map(composed).filter((tag) => !gone.has(tag))
      update.run(JSON.stringify([...new Set([...kept, ...added])]), id)
    }
  })()
}

/** Replaces the note of a run. */
export function annotateRun(db: Database, runId: number, note: string): void {
  db.prepare('UPDATE runs SET note = ? WHERE id = ?').run(note, runId)
}

/**
 * Excludes runs for a reason, or lets them count again (null). The ids of those that it changed, by population and
 * position.
 */
export function excludeRuns(db: Database, runIds: readonly number[], reason: string | null): number[] {
  return db
    .prepare<[string | null, string, string | null], { id: number; populationId: number; position: number }>(
      `UPDATE runs SET exclusion = ? WHERE id IN (SELECT value FROM json_each(?)) AND exclusion IS NOT ?
       RETURNING id, populationId, position`,
    )
    .all(reason, JSON.stringify(runIds), reason)
    .sort((a, b) => a.populationId - b.populationId || a.position - b.position)
    .map(({ id }) => id)
}

/** Why each of these runs is excluded, in their order; null: it counts, or is not there. */
export function exclusionsOf(db: Database, runIds: readonly number[]): (string | null)[] {
  const rows = db
    .prepare<[string], { id: number; exclusion: string }>(
      'SELECT id, exclusion FROM runs WHERE exclusion IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(runIds))
  const reasons = new Map(rows.map(({ id, exclusion }) => [id, exclusion]))
  return runIds.map((id) => reasons.get(id) ?? null)
}
