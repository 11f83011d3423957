import type { Migration } from '../migrate.ts'

/** How long the networks of runs take, measured apart from their training. */
export const timings: Migration = {
  version: 12,
  up(db) {
    db.exec(`
      CREATE TABLE timings (
        runId INTEGER NOT NULL REFERENCES runs (id),
        conditions TEXT NOT NULL,                   -- JSON, its keys in one order
        ms REAL NOT NULL,
        spreadMs REAL NOT NULL,
        fastestMs REAL NOT NULL,
        processorMs REAL,
        rounds INTEGER NOT NULL,
        passes INTEGER NOT NULL,
        measuredAt INTEGER NOT NULL,
        PRIMARY KEY (runId, conditions)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
