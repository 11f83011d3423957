import type { Migration } from '../migrate.ts'

/** What the networks of runs get wrong on their validation images, with the worst of these as small pictures. */
export const inspections: Migration = {
  version: 16,
  up(db) {
    db.exec(`
      CREATE TABLE inspections (
        runId INTEGER PRIMARY KEY REFERENCES runs (id),
        digest TEXT NOT NULL,                       -- of the run whose weights were looked into
        madeAt INTEGER NOT NULL,
        isSameWay INTEGER NOT NULL,
        found TEXT NOT NULL,                        -- JSON: what does not follow from the judgements
        imageSize INTEGER NOT NULL,
        pixels BLOB NOT NULL,                       -- the pictures: uint8 RGB, planar
        datasetHash TEXT NOT NULL,
        judgements BLOB NOT NULL                    -- see judgementBytes.ts
      ) STRICT;
    `)
  },
}
