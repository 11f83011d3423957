import type { Migration } from '../migrate.ts'

const tables = `
  -- files that no row speaks of any more, to be removed: the only ones that a start removes
  CREATE TABLE released (
    path TEXT PRIMARY KEY                -- relative to the lab's folder
  ) STRICT, WITHOUT ROWID;

  -- see fingerprints.ts
  CREATE TABLE fingerprints (
    ofTable TEXT NOT NULL,
    ofRow TEXT NOT NULL,                 -- values of the primary key, divided by /
    value INTEGER NOT NULL,
    PRIMARY KEY (ofTable, ofRow)
  ) STRICT, WITHOUT ROWID;
`

/** Released files and row fingerprints, so that nothing else is removed and damage is detected. */
export const safety: Migration = { version: 5, up: (db) => void db.exec(tables) }
