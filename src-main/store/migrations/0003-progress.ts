import type { Migration } from '../migrate.ts'

/** Stores the progress of runs in their rows, so that tables of runs need not read their epochs. */
export const progress: Migration = {
  version: 3,
  up(db) {
    db.exec(`
      ALTER TABLE runs ADD COLUMN epochsDone INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE runs ADD COLUMN lowestErrorPercent REAL;
      ALTER TABLE runs ADD COLUMN durationMs REAL NOT NULL DEFAULT 0;
      UPDATE runs SET (epochsDone, lowestErrorPercent, durationMs) =
        (SELECT max(epoch) + 1, min(coalesce(emaValidationErrorPercent, validationErrorPercent)), sum(durationMs)
         FROM epochs WHERE runId = runs.id)
      WHERE id IN (SELECT runId FROM epochs);
    `)
  },
}
