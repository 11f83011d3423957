import { expect, test } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import type { TimingConditions } from '#shared/timing/timing.ts'
import { changedRows } from '../safety/fingerprints.ts'
import { openStore } from '../open.ts'
import { listTimings, putTimings } from '../tables/timings.ts'
import { olderLab } from '../testing/olderLab.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

test('lets the runs of an older lab have measured times, with valid fingerprints', () => {
  const folder = newFolder()
  const { db, close } = openStore(folder, { migrations: migrations.slice(0, 9) })
  const older = olderLab(db)
  const runId = older.run(older.population(older.study()))
  close()

  const store = openStore(folder)
  const conditions: TimingConditions = {
    mode: 'inference',
    ...{ batchSize: 1, provider: 'cpu', plan: null, device: 'CPU', driver: null },
    ...{ threads: 1, onnxruntime: '1' },
  }
  const time = { ms: 2, spreadMs: 0.5, fastestMs: 1, processorMs: null, rounds: 3, passes: 9 }
  putTimings(store.db, [{ runId, conditions, time, measuredAt: 4 }])
  expect(listTimings(store.db, { runId })).toEqual([{ runId, conditions, time, measuredAt: 4 }])
  expect(changedRows(store.db, 10)).toEqual([])
  store.close()
})
