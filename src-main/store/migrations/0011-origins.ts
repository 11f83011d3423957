import type { Migration } from '../migrate.ts'

/** Where populations and runs that were trained elsewhere were brought in from (JSON); NULL if trained here. */
export const origins: Migration = {
  version: 11,
  up(db) {
    db.exec(`
      ALTER TABLE populations ADD COLUMN origin TEXT;
      ALTER TABLE runs ADD COLUMN origin TEXT;
    `)
  },
}
