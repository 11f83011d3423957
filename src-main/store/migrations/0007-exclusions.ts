import type { Migration } from '../migrate.ts'

/** Runs that do not count, with the reason that was given; NULL: nobody excluded it. */
export const exclusions: Migration = {
  version: 7,
  up: (db) => void db.exec('ALTER TABLE runs ADD COLUMN exclusion TEXT'),
}
