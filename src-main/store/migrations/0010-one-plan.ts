import type { Migration } from '../migrate.ts'

/**
 * The plan of a population says how its networks were drawn and are trained: its recipe, data set and FLOPs window, which
 * every version has kept equal in columns of populations and runs, are stored there alone.
 */
export const onePlan: Migration = {
  version: 10,
  up: (db) => {
    db.exec(`
      ALTER TABLE populations DROP COLUMN recipe;
      ALTER TABLE populations DROP COLUMN dataset;
      ALTER TABLE populations DROP COLUMN flopsLow;
      ALTER TABLE populations DROP COLUMN flopsHigh;
      ALTER TABLE runs DROP COLUMN recipe;
    `)
  },
}
