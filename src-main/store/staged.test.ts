import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import { listEpochs, putEpochs } from './tables/epochs.ts'
import { insertEvent, listEvents } from './tables/events.ts'
import { changedRows } from './safety/fingerprints.ts'
import { openStore } from './open.ts'
import { listPopulations } from './tables/populations.ts'
import { release } from './tables/released.ts'
import { listRuns } from './tables/runs.ts'
import {
  attached,
  copyOthers,
  copySlice,
  everyId,
  importPrefix,
  isImporting,
  lastIdsOf,
  mayArriveFirst,
  removeLoose,
  reserveIds,
  tablesWithIds,
  type SlicedKey,
} from './staged.ts'
import type { Store } from './store.ts'
import { insertStudy, listStudies } from './tables/studies.ts'
import { addPopulation, addRuns } from './testing/someRows.ts'

const newFolder = temporaryFolders()
/** Of more than one slice each. */
const [runCount, epochCount] = [1100, 4]
let lab: Store
let from: Store
beforeEach(() => {
  lab = openStore(newFolder())
  const own = insertStudy(lab.db, { name: 'mine', definition: null, createdAt: 1 })
  insertEvent(lab.db, { studyId: own, kind: 'studyCreated', data: { name: 'mine' }, at: 1 })
  addRuns(lab.db, addPopulation(lab.db, own), 2)
  from = openStore(newFolder())
  // Its ids come after those of the lab.
  for (const table of tablesWithIds)
    from.db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(table, lastIdsOf(lab.db)[table])
  const study = insertStudy(from.db, { name: 'theirs', definition: { any: 1 }, createdAt: 2 })
  addPopulation(from.db, study)
})
afterEach(() => {
  lab.close()
  from.close()
})

const metrics: EpochMetrics = {
  ...{ epoch: 0, learningRate: 0.1, trainLoss: 1, trainErrorPercent: 10, validationLoss: 1, validationErrors: 5 },
  ...{ validationErrorPercent: 50, validationTop5ErrorPercent: null, emaValidationErrorPercent: null },
  ...{ imagesPerSecond: 800, durationMs: 100 },
}

/** Gives the staged study its runs with their epochs. */
function fill(): void {
  from.db.transaction(() => {
    const runs = addRuns(from.db, 2, runCount)
    const epochs = Array.from({ length: epochCount }, (_, epoch) => ({ ...metrics, epoch }))
    for (const run of runs) putEpochs(from.db, run, epochs)
    insertEvent(from.db, { runIds: runs.slice(0, 1), kind: 'finished', data: { errorPercent: 5, digest: 'd' }, at: 5 })
  })()
}

/** Copies the slices; what each ended with. */
function copySlices(): SlicedKey[] {
  const ends: SlicedKey[] = []
  for (let last = copySlice(lab.db); last; last = copySlice(lab.db, last)) ends.push(last)
  return ends
}

test('staged rows keep their ids and fingerprints: epochs and runs in slices, then the rest', () => {
  const { db } = lab
  fill()
  attached(db, from.file, () => {
    expect(reserveIds(db, lastIdsOf(db))).toMatchObject({ studies: 2, populations: 2, runs: 2 + runCount })
    expect(copySlices()).toEqual([
      { table: 'epochs', key: [2 + 1000, epochCount - 1] },
      { table: 'epochs', key: [2 + runCount, epochCount - 1] },
      { table: 'runs', key: [2 + 1000] },
      { table: 'runs', key: [2 + runCount] },
    ])
    expect([listStudies(db).length, listPopulations(db, 2)]).toEqual([1, []])
    db.transaction(() => copyOthers(db, { name: 'theirs (2)' }))()
  })
  expect(listStudies(db).map(({ id, name, definition }) => [id, name, definition])).toEqual([
    [1, 'mine', null],
    [2, 'theirs (2)', { any: 1 }],
  ])
  expect(listRuns(db, { studyId: 2 })).toEqual(listRuns(from.db, {}))
  expect(listEpochs(db, { studyId: 2 })).toEqual(listEpochs(from.db, {}))
  // Its events come after the lab's own.
  expect(listEvents(db, 1, 9)).toEqual([{ ...listEvents(from.db, 0, 9)[0], id: 2, runId: 3 }])
  expect([changedRows(db, 9), db.pragma('foreign_key_check')]).toEqual([[], []])
  // Triggers and foreign keys are as they were before.
  db.prepare('UPDATE runs SET note = ? WHERE id = 5').run('seen')
  addRuns(db, addPopulation(db, 2, { name: 'later' }), 1)
  expect(changedRows(db, 9)).toEqual([])
  expect(listRuns(db, {}).at(-1)?.id).toBe(3 + runCount)
  expect(() => addRuns(db, 77, 1)).toThrow('FOREIGN KEY')
  expect(removeLoose(db, everyId)).toBe(false)
})

test('ids are not reserved when others have taken some', () => {
  const { db } = lab
  const before = lastIdsOf(db)
  insertStudy(db, { name: 'meanwhile', definition: null, createdAt: 3 })
  attached(db, from.file, () => expect(reserveIds(db, before)).toBeUndefined())
  expect(lastIdsOf(db)).toEqual({ ...before, studies: 2 })
})

test('reserved ids are given to nobody else, in empty tables too', () => {
  const { db } = lab
  from.db.prepare(`INSERT INTO reports (studyId, document, changedAt) VALUES (2, '{}', 1)`).run()
  const reserved = attached(db, from.file, () => reserveIds(db, lastIdsOf(db)))
  expect(reserved).toEqual({ studies: 2, spaces: 0, populations: 2, runs: 2, refinements: 0, reports: 1 })
  expect(lastIdsOf(db)).toEqual(reserved)
  expect(insertStudy(db, { name: 'next', definition: null, createdAt: 3 })).toBe(3)
})

test('the staged database is detached, after an error too', () => {
  const { db } = lab
  const use = () => {
    throw new RangeError('no')
  }
  expect(() => attached(db, from.file, use)).toThrow('no')
  attached(db, from.file, () => expect(lastIdsOf(db, 'staged').studies).toBe(2))
})

test('loose runs and epochs of a range are removed in pieces, and nothing else', () => {
  const { db } = lab
  putEpochs(db, 1, [metrics])
  fill()
  attached(db, from.file, () => copySlices())
  const count = (table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!
  expect([count('runs'), count('epochs')]).toEqual([2 + runCount, 1 + runCount * epochCount])
  expect(removeLoose(db, { after: 2 + runCount, upTo: 9999 })).toBe(false)
  expect(removeLoose(db, { after: 2, upTo: 3 })).toBe(true)
  expect([count('runs'), count('epochs')]).toEqual([1 + runCount, 1 + runCount * epochCount])
  expect(removeLoose(db, { after: 2, upTo: 3 })).toBe(true)
  expect(count('epochs')).toBe(1 + (runCount - 1) * epochCount)
  expect(removeLoose(db, { after: 2, upTo: 3 })).toBe(false)
  expect(removeLoose(db, everyId)).toBe(true)
  expect(count('runs')).toBe(2 + 99)
  let pieces = 0
  while (removeLoose(db, everyId)) pieces++
  expect([pieces, count('runs'), count('epochs')]).toEqual([3, 2, 1])
  expect([changedRows(db, 9), listRuns(db, {}).map(({ id }) => id)]).toEqual([[], [1, 2]])
})

test('an import is under way while its folder is released', () => {
  const { db } = lab
  expect(isImporting(db)).toBe(false)
  release(db, ['runs/1', `x${importPrefix}1`])
  expect(isImporting(db)).toBe(false)
  release(db, [`${importPrefix}Abc`])
  expect(isImporting(db)).toBe(true)
  expect(['epochs', 'runs', 'studies', 'steps'].map(mayArriveFirst)).toEqual([true, true, false, false])
})
