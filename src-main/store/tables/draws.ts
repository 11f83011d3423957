import type { Database } from 'better-sqlite3'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'

// Only this file uses the column drawsDue.

/** Those of the populations that predate stored draws and have not been resampled yet. */
export function populationsWithDrawsDue(db: Database, populationIds: readonly number[]): number[] {
  return db
    .prepare<[string], number>(
      'SELECT id FROM populations WHERE drawsDue AND id IN (SELECT value FROM json_each(?)) ORDER BY id',
    )
    .pluck()
    .all(JSON.stringify(populationIds))
}

/** Stores the draws of a population's runs in sample order (null: unknown), and marks none as due. */
export function putDraws(db: Database, populationId: number, draws: readonly (Draw | null)[]): void {
  const put = db.prepare('UPDATE runs SET draw = ? WHERE populationId = ? AND position = ?')
  db.transaction(() => {
    draws.forEach((draw, position) => {
      if (draw) put.run(JSON.stringify(draw), populationId, position)
    })
    db.prepare('UPDATE populations SET drawsDue = 0 WHERE id = ?').run(populationId)
  })()
}
