import type { Migration } from '../migrate.ts'

/** That a population may end once its comparisons are decided, and whether it has (JSON); NULL if it may not. */
export const endings: Migration = {
  version: 14,
  up(db) {
    db.exec('ALTER TABLE populations ADD COLUMN ending TEXT;')
  },
}
