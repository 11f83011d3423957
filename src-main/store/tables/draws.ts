import type { Database } from 'better-sqlite3'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'

// The column drawsDue is known here alone.

/** Those of the populations that are older than draws, and whose sample has not been drawn again yet. */
export function populationsWithDrawsDue(db: Database, populationIds: readonly number[]): number[] {
  return db
    .prepare<[string], number>(
      'SELECT id FROM populations WHERE drawsDue AND id IN (SELECT value FROM json_each(?)) ORDER BY id',
    )
    .pluck()
    .all(JSON.stringify(populationIds))
}

/** Keeps what was drawn for the runs of a population, in the order of the sample; null: not known. None is due then. */
export function putDraws(db: Database, populationId: number, draws: readonly (Draw | null)[]): void {
  const put = db.prepare('UPDATE runs SET draw = ? WHERE populationId = ? AND position = ?')
  db.transaction(() => {
    draws.forEach((draw, position) => {
      if (draw) put.run(JSON.stringify(draw), populationId, position)
    })
    db.prepare('UPDATE populations SET drawsDue = 0 WHERE id = ?').run(populationId)
  })()
}
