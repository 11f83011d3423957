import type { Migration } from '../migrate.ts'

const tables = `
  CREATE TABLE studies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    definition TEXT NOT NULL,            -- JSON
    createdAt INTEGER NOT NULL           -- ms since 1970, as every time here
  ) STRICT;

  CREATE TABLE populations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    studyId INTEGER NOT NULL REFERENCES studies (id),
    name TEXT NOT NULL,
    designSpace TEXT NOT NULL,           -- JSON
    seed INTEGER NOT NULL,               -- of the sampling
    flopsLow REAL,
    flopsHigh REAL,
    recipe TEXT NOT NULL,                -- JSON
    dataset TEXT NOT NULL,               -- JSON
    datasetHash TEXT NOT NULL,
    keepWeights TEXT NOT NULL,           -- JSON
    createdAt INTEGER NOT NULL,
    UNIQUE (studyId, name)
  ) STRICT;

  CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    populationId INTEGER NOT NULL REFERENCES populations (id),
    position INTEGER NOT NULL,           -- order of the sample, from 0
    -- identity: together they decide the bits of the result
    seed INTEGER NOT NULL,
    recipe TEXT NOT NULL,                -- JSON
    network TEXT NOT NULL,               -- JSON
    datasetHash TEXT NOT NULL,
    onnxruntimeVersion TEXT NOT NULL,
    provider TEXT NOT NULL,
    cpuFeatures TEXT NOT NULL,
    plan TEXT NOT NULL,
    -- for the queue
    status TEXT NOT NULL,
    priority INTEGER NOT NULL DEFAULT 0,
    predictedPeakBytes REAL,
    attempt INTEGER NOT NULL DEFAULT 0,
    crashes INTEGER NOT NULL DEFAULT 0,
    checkpointPath TEXT,                 -- relative to the lab's folder, as weightsPath
    -- result
    reason TEXT,
    errorPercent REAL,
    validationErrors INTEGER,
    validationCount INTEGER,
    digest TEXT,
    weightsPath TEXT,
    pinned INTEGER NOT NULL DEFAULT 0,
    peakMemoryBytes REAL,
    environment TEXT,                    -- JSON
    createdAt INTEGER NOT NULL,
    startedAt INTEGER,
    finishedAt INTEGER,
    UNIQUE (populationId, position)
  ) STRICT;
  CREATE INDEX runsByQueueOrder ON runs (status, priority DESC, populationId, position);

  CREATE TABLE epochs (
    runId INTEGER NOT NULL REFERENCES runs (id),
    epoch INTEGER NOT NULL,
    learningRate REAL NOT NULL,
    trainLoss REAL,                      -- SQLite keeps NaN as NULL
    trainErrorPercent REAL NOT NULL,
    validationLoss REAL,
    validationErrorPercent REAL NOT NULL,
    validationTop5ErrorPercent REAL,
    validationErrors INTEGER NOT NULL,
    emaValidationErrorPercent REAL,
    imagesPerSecond REAL NOT NULL,
    durationMs REAL NOT NULL,
    PRIMARY KEY (runId, epoch)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE steps (
    runId INTEGER NOT NULL REFERENCES runs (id),
    epoch INTEGER NOT NULL,
    losses BLOB NOT NULL,                -- zlib of little-endian float32, one per step
    PRIMARY KEY (runId, epoch)
  ) STRICT;

  CREATE TABLE trainers (
    pid INTEGER PRIMARY KEY,
    startTime TEXT NOT NULL              -- the system's, to tell it from a later process with the same pid
  ) STRICT;

  CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    studyId INTEGER NOT NULL REFERENCES studies (id),
    runId INTEGER REFERENCES runs (id),
    kind TEXT NOT NULL,
    data TEXT NOT NULL,                  -- JSON
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX eventsByStudy ON events (studyId, id);
`

/** The first schema: studies, populations, runs, epochs, steps, trainers, events. */
export const initial: Migration = { version: 1, up: (db) => void db.exec(tables) }
