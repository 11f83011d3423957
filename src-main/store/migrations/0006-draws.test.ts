import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { populationsWithDrawsDue, putDraws } from '../tables/draws.ts'
import { changedRows, keepFingerprints } from '../safety/fingerprints.ts'
import { migrate } from '../migrate.ts'
import { migrations } from './all.ts'

test("marks the draws of an older lab's sampled populations as due, and keeps the fingerprints valid", () => {
  const db = new Database(':memory:')
  migrate(db, migrations.slice(0, 5))
  db.exec(`
    INSERT INTO studies (name, definition, createdAt) VALUES ('s', 'null', 1);
    INSERT INTO populations (studyId, name, designSpace, plan, seed, recipe, dataset, datasetHash, keepWeights, createdAt)
      VALUES (1, 'sampled', '{}', '{}', 1, '{}', '{}', 'h', '{}', 2), (1, 'given', 'null', '{}', 1, '{}', '{}', 'h', '{}', 2);
    INSERT INTO runs (populationId, position, seed, recipe, network, datasetHash, onnxruntimeVersion, provider,
        cpuFeatures, plan, status, createdAt)
      VALUES (1, 0, 1, '{}', '{}', 'h', '1', 'cpu', 'avx2', 'cpu', 'finished', 3);`)
  migrate(db, migrations)
  keepFingerprints(db)
  expect(changedRows(db, 10)).toEqual([])
  expect(populationsWithDrawsDue(db, [1, 2, 3])).toEqual([1])
  const draw = { depths: [1], widths: [8], bottleneckRatios: [1], groupWidths: [8] }
  putDraws(db, 1, [draw])
  expect(populationsWithDrawsDue(db, [1, 2])).toEqual([])
  expect(changedRows(db, 10)).toEqual([])
  db.exec('DROP TRIGGER temp."runs UPDATE"')
  db.exec('UPDATE runs SET draw = NULL')
  expect(changedRows(db, 10)).toEqual([{ table: 'runs', key: '1' }])
  db.close()
})
