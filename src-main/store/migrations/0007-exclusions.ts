import type { Migration } from '../migrate.ts'

/** Excluded runs with the reason given; NULL if not excluded. */
export const exclusions: Migration = {
  version: 7,
  up: (db) => void db.exec('ALTER TABLE runs ADD COLUMN exclusion TEXT'),
}
