import type { Migration } from '../migrate.ts'

/** How long published networks take on this machine: not of a study, but of the lab. */
export const publishedTimings: Migration = {
  version: 13,
  up(db) {
    db.exec(`
      CREATE TABLE publishedTimings (
        name TEXT NOT NULL,                         -- of the published network
        conditions TEXT NOT NULL,                   -- JSON, its keys in one order
        ms REAL NOT NULL,
        spreadMs REAL NOT NULL,
        fastestMs REAL NOT NULL,
        processorMs REAL,
        rounds INTEGER NOT NULL,
        passes INTEGER NOT NULL,
        measuredAt INTEGER NOT NULL,
        PRIMARY KEY (name, conditions)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
