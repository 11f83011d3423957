import { expect, test } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import type { TimingConditions } from '#shared/timing/timing.ts'
import { changedRows } from '../safety/fingerprints.ts'
import { openStore } from '../open.ts'
import { listPublishedTimings, putPublishedTimings, removePublishedTimings } from '../tables/timings.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

test('lets an older lab have times of published networks, with valid fingerprints', () => {
  const folder = newFolder()
  openStore(folder, { migrations: migrations.slice(0, 12) }).close()

  const store = openStore(folder)
  const conditions: TimingConditions = {
    mode: 'inference',
    ...{ batchSize: 1, provider: 'cpu', plan: null, device: 'CPU', driver: null },
    ...{ threads: 1, onnxruntime: '1' },
  }
  const time = { ms: 2, spreadMs: 0.5, fastestMs: 1, processorMs: null, rounds: 3, passes: 9 }
  const timing = { name: 'ResNet-50', conditions, time, measuredAt: 4 }
  putPublishedTimings(store.db, [{ ...timing, measuredAt: 3 }])
  putPublishedTimings(store.db, [timing])
  expect(listPublishedTimings(store.db)).toEqual([timing])
  expect(changedRows(store.db, 10)).toEqual([])
  expect(removePublishedTimings(store.db, { ...conditions, batchSize: 2 })).toBe(0)
  expect(removePublishedTimings(store.db, conditions)).toBe(1)
  expect(listPublishedTimings(store.db)).toEqual([])
  store.close()
})
