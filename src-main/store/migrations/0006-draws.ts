import type { Migration } from '../migrate.ts'

/** The draw behind each run's network; those of older runs are recomputed when first viewed. */
export const draws: Migration = {
  version: 6,
  up(db) {
    db.exec(`
      ALTER TABLE runs ADD COLUMN draw TEXT;       -- JSON; NULL: not known
      -- 1: the population is older than draws, and its sample has not been drawn again yet
      ALTER TABLE populations ADD COLUMN drawsDue INTEGER NOT NULL DEFAULT 0;
      UPDATE populations SET drawsDue = 1 WHERE designSpace <> 'null' AND plan IS NOT NULL;
    `)
  },
}
