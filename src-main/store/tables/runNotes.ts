import type { Database } from 'better-sqlite3'
import { composed } from '#shared/schema/alike.ts'

/**
 * Adds and removes tags of runs. A run's tags are unique and keep the order in which they were added. Tags equal in
 * Unicode NFC are one tag.
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
 * Excludes runs for a reason, or includes them again (null). Returns the ids of the changed runs by population and
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

/** Why each of these runs is excluded, in order; null if it is not excluded or does not exist. */
export function exclusionsOf(db: Database, runIds: readonly number[]): (string | null)[] {
  const rows = db
    .prepare<[string], { id: number; exclusion: string }>(
      'SELECT id, exclusion FROM runs WHERE exclusion IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(runIds))
  const reasons = new Map(rows.map(({ id, exclusion }) => [id, exclusion]))
  return runIds.map((id) => reasons.get(id) ?? null)
}
