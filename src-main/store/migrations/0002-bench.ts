import type { Database } from 'better-sqlite3'
import { networkComplexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import type { Migration } from '../migrate.ts'

const tables = `
  CREATE TABLE spaces (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    studyId INTEGER NOT NULL REFERENCES studies (id),
    parentId INTEGER REFERENCES spaces (id),      -- NULL: a root of the lineage
    definition TEXT NOT NULL,                     -- JSON
    state TEXT NOT NULL,
    reason TEXT,
    createdAt INTEGER NOT NULL,
    trashedAt INTEGER
  ) STRICT;
  CREATE INDEX spacesByStudy ON spaces (studyId);

  ALTER TABLE studies ADD COLUMN plan TEXT;       -- JSON
  ALTER TABLE studies ADD COLUMN classes INTEGER;
  ALTER TABLE studies ADD COLUMN isSample INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE studies ADD COLUMN trashedAt INTEGER;

  ALTER TABLE populations ADD COLUMN spaceId INTEGER REFERENCES spaces (id);
  ALTER TABLE populations ADD COLUMN plan TEXT;   -- JSON
  ALTER TABLE populations ADD COLUMN trashedAt INTEGER;
  CREATE INDEX populationsBySpace ON populations (spaceId);

  ALTER TABLE runs ADD COLUMN flops REAL NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN parameters REAL NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN activations REAL NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';     -- JSON
  ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT '';
  -- order among runs of one priority; the largest number until a user reorders them
  ALTER TABLE runs ADD COLUMN place INTEGER NOT NULL DEFAULT 9007199254740991;
  DROP INDEX runsByQueueOrder;
  CREATE INDEX runsByQueueOrder ON runs (status, priority DESC, place, populationId, position);
  CREATE INDEX runsByEnd ON runs (finishedAt) WHERE finishedAt IS NOT NULL;

  -- The log outlives the studies that it speaks of, and speaks of the lab itself (studyId 0): no foreign keys.
  CREATE TABLE log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    studyId INTEGER NOT NULL,
    runId INTEGER,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,                           -- JSON
    at INTEGER NOT NULL
  ) STRICT;
  INSERT INTO log SELECT id, studyId, runId, kind, data, at FROM events;
  DROP TABLE events;
  ALTER TABLE log RENAME TO events;
  CREATE INDEX eventsByStudy ON events (studyId, id);

  CREATE TABLE datasets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    spec TEXT NOT NULL,                           -- JSON
    contents TEXT NOT NULL,                       -- JSON
    createdAt INTEGER NOT NULL,
    trashedAt INTEGER
  ) STRICT;

  CREATE TABLE refinements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    studyId INTEGER NOT NULL REFERENCES studies (id),
    spaceId INTEGER NOT NULL REFERENCES spaces (id),
    refinedSpaceId INTEGER REFERENCES spaces (id),
    step TEXT NOT NULL,
    state TEXT NOT NULL,                          -- JSON
    decision TEXT,
    reason TEXT,
    createdAt INTEGER NOT NULL,
    changedAt INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX refinementsByStudy ON refinements (studyId);

  CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    studyId INTEGER NOT NULL REFERENCES studies (id),
    document TEXT NOT NULL,                       -- JSON
    changedAt INTEGER NOT NULL,
    trashedAt INTEGER
  ) STRICT;
  CREATE INDEX reportsByStudy ON reports (studyId);

  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL                           -- JSON
  ) STRICT, WITHOUT ROWID;

  -- speed of networks, measured by training them for a moment
  CREATE TABLE pilots (
    provider TEXT NOT NULL,
    datasetHash TEXT NOT NULL,
    batchSize INTEGER NOT NULL,
    flops REAL NOT NULL,
    activations REAL NOT NULL,
    parameters REAL NOT NULL,
    imagesPerSecond REAL NOT NULL,
    peakMemoryBytes REAL,
    measuredAt INTEGER NOT NULL,
    PRIMARY KEY (provider, datasetHash, batchSize, flops, activations, parameters)
  ) STRICT, WITHOUT ROWID;
`

/**
 * The bench: lineages of spaces, plans, the trash, tags and notes, data sets, refinements, reports, settings, pilots.
 */
export const bench: Migration = {
  version: 2,
  up(db) {
    db.exec(tables)
    measureRuns(db)
    planPopulations(db)
    planStudies(db)
    drawLineages(db)
  },
}

function measureRuns(db: Database): void {
  const update = db.prepare('UPDATE runs SET flops = ?, parameters = ?, activations = ? WHERE id = ?')
  for (const { id, network } of db.prepare<[], { id: number; network: string }>('SELECT id, network FROM runs').all()) {
    const { flops, parameters, activations } = networkComplexity(JSON.parse(network) as Network)
    update.run(flops, parameters, activations, id)
  }
}

interface OldPopulation {
  id: number
  studyId: number
  designSpace: string
  seed: number
  flopsLow: number | null
  flopsHigh: number | null
  recipe: string
  dataset: string
  createdAt: number
}

/** Derives the plan of each population from its own columns and its first run. */
function planPopulations(db: Database): void {
  const firstRun = db.prepare<[number], { network: string; provider: string; count: number }>(
    `SELECT network, provider, (SELECT count(*) FROM runs AS all_ WHERE all_.populationId = runs.populationId) AS count
     FROM runs WHERE populationId = ? ORDER BY position LIMIT 1`,
  )
  const definition = db.prepare<[number], { definition: string }>('SELECT definition FROM studies WHERE id = ?')
  const update = db.prepare('UPDATE populations SET plan = ? WHERE id = ?')
  for (const { id, studyId, seed, recipe, dataset, flopsLow, flopsHigh } of db
    .prepare<[], OldPopulation>('SELECT * FROM populations')
    .all()) {
    const run = firstRun.get(id)
    if (!run) continue
    const file = JSON.parse(definition.get(studyId)!.definition) as { seed?: number } | null
    const isOpen = flopsLow === null && flopsHigh === null
    const plan = {
      imageSize: (JSON.parse(run.network) as Network).imageSize,
      dataset: JSON.parse(dataset) as unknown,
      recipe: JSON.parse(recipe) as unknown,
      flops: isOpen ? null : { low: flopsLow ?? 0, high: flopsHigh ?? Number.MAX_SAFE_INTEGER },
      perSpace: run.count,
      seed: file?.seed ?? seed,
      provider: run.provider,
    }
    update.run(JSON.stringify(plan), id)
  }
}

/** Sets the plan of each study to that of its first population. */
function planStudies(db: Database): void {
  db.exec(`
    UPDATE studies SET
      plan = (SELECT plan FROM populations WHERE studyId = studies.id AND plan IS NOT NULL ORDER BY id LIMIT 1),
      classes = (SELECT runs.network ->> '$.classes' FROM runs JOIN populations ON populations.id = runs.populationId
                 WHERE populations.studyId = studies.id ORDER BY runs.id LIMIT 1);
  `)
}

/** Creates one space per sampled population, each refining that of the previous population. */
function drawLineages(db: Database): void {
  const insert = db.prepare(
    `INSERT INTO spaces (studyId, parentId, definition, state, createdAt) VALUES (?, ?, ?, 'draft', ?)`,
  )
  const update = db.prepare('UPDATE populations SET spaceId = ? WHERE id = ?')
  const lastOf = new Map<number, number>()
  for (const { id, studyId, designSpace, createdAt } of db
    .prepare<[], OldPopulation>(`SELECT * FROM populations WHERE designSpace <> 'null' ORDER BY id`)
    .all()) {
    const space = insert.run(studyId, lastOf.get(studyId) ?? null, designSpace, createdAt).lastInsertRowid
    update.run(space, id)
    lastOf.set(studyId, Number(space))
  }
}
