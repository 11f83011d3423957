import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Refinement } from '#shared/contract/refinements.ts'
import type { ReportDocument } from '#shared/contract/reports.ts'
import { presets } from '#shared/designspaces/presets.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { openStore } from './open.ts'
import { listPilots, putPilot } from './tables/pilots.ts'
import {
  deleteRefinement,
  getRefinement,
  insertRefinement,
  listRefinements,
  updateRefinement,
} from './tables/refinements.ts'
import { forgetReleased, listReleased, release } from './tables/released.ts'
import { changeReport, getReport, insertReport, listReports } from './tables/reports.ts'
import { readSettings, writeSettings } from './tables/settings.ts'
import { changeSpace, decideSpace, findSpace, getSpace, insertSpace, listSpaces } from './tables/spaces.ts'
import type { Store } from './store.ts'
import { insertStudy } from './tables/studies.ts'
import { forgetTrainer, listTrainers, recordTrainer } from './tables/trainers.ts'
import { setTrashed } from './tables/trash.ts'

const newFolder = temporaryFolders()
let store: Store
let studyId: number
beforeEach(() => {
  store = openStore(newFolder())
  studyId = insertStudy(store.db, { name: 's', definition: null, createdAt: 1 })
})
afterEach(() => store.close())

test('settings keep their latest values and otherwise have defaults', () => {
  const { db } = store
  expect(readSettings(db)).toEqual({ trainers: null })
  writeSettings(db, { trainers: 3 })
  writeSettings(db, {})
  expect(readSettings(db)).toEqual({ trainers: 3 })
  db.prepare('INSERT INTO settings (name, value) VALUES (?, ?)').run('ofAnotherVersion', '{"a":1}')
  writeSettings(db, { trainers: null })
  expect(readSettings(db)).toEqual({ trainers: null })
})

test('spaces round-trip, and are unique in their study by the ids of their definitions', () => {
  const { db } = store
  const [definition, other] = [presets.AnyNetX_A, presets.AnyNetX_B]
  const id = insertSpace(db, { studyId, parentId: null, definition, createdAt: 2 })
  const child = insertSpace(db, {
    studyId,
    parentId: id,
    definition: other,
    state: 'accepted',
    reason: 'r',
    createdAt: 3,
  })
  expect(listSpaces(db, studyId)).toEqual([
    { id, studyId, parentId: null, definition, state: 'draft', reason: null, createdAt: 2, trashedAt: null },
    {
      id: child,
      studyId,
      parentId: id,
      definition: other,
      state: 'accepted',
      reason: 'r',
      createdAt: 3,
      trashedAt: null,
    },
  ])
  expect(() => insertSpace(db, { studyId, parentId: null, definition, createdAt: 4 })).toThrow(definition.id)
  expect([findSpace(db, studyId, other.id)?.id, findSpace(db, studyId, 'none'), findSpace(db, 99, other.id)]).toEqual([
    ...[child, undefined, undefined],
  ])
  const renamed = { ...definition, name: 'mine' }
  changeSpace(db, getSpace(db, id), renamed)
  expect(() => changeSpace(db, getSpace(db, id), other)).toThrow(other.id)
  decideSpace(db, id, 'rejected', 'worse')
  setTrashed(db, 'spaces', id, 8)
  expect(getSpace(db, id)).toMatchObject({ definition: renamed, state: 'rejected', reason: 'worse', trashedAt: 8 })
  setTrashed(db, 'spaces', id, null)
  expect(getSpace(db, id).trashedAt).toBeNull()
  expect(() => getSpace(db, 99)).toThrow('99')
})

test('a refinement keeps its state until it is removed', () => {
  const { db } = store
  const spaceId = insertSpace(db, { studyId, parentId: null, definition: presets.AnyNetX_A, createdAt: 2 })
  const walk = {
    ...{ studyId, spaceId, refinedSpaceId: null, step: 'look', state: { a: [1] } },
    decision: null,
    reason: null,
  }
  const id = insertRefinement(db, { ...walk, createdAt: 3, changedAt: 3 } as Omit<Refinement, 'id'>)
  const begun = getRefinement(db, id)
  expect(begun).toEqual({ id, ...walk, createdAt: 3, changedAt: 3 })
  const decided = {
    ...{ ...begun, refinedSpaceId: spaceId, step: 'decide' as const, state: {} },
    ...{ decision: 'accepted' as const, reason: 'better', changedAt: 9 },
  }
  updateRefinement(db, decided)
  expect(listRefinements(db, studyId)).toEqual([decided])
  expect(listRefinements(db, 99)).toEqual([])
  deleteRefinement(db, id)
  expect(() => getRefinement(db, id)).toThrow(`${id}`)
})

test('a report keeps its latest document', () => {
  const { db } = store
  const document: ReportDocument = { title: 'T', language: 'en', populationIds: [1], blocks: [] }
  const id = insertReport(db, { studyId, document, changedAt: 3 })
  expect(getReport(db, id)).toEqual({ id, studyId, document, changedAt: 3, trashedAt: null })
  changeReport(db, id, { ...document, title: 'U' }, 4)
  setTrashed(db, 'reports', id, 5)
  expect(listReports(db, studyId)).toEqual([
    { id, studyId, document: { ...document, title: 'U' }, changedAt: 4, trashedAt: 5 },
  ])
  setTrashed(db, 'reports', id, null)
  expect(getReport(db, id).trashedAt).toBeNull()
  expect(() => getReport(db, 99)).toThrow('99')
})

test('released paths and running trainers are remembered until forgotten', () => {
  const { db } = store
  release(db, ['runs/1', 'runs/2'])
  release(db, ['runs/1'])
  expect(listReleased(db).sort()).toEqual(['runs/1', 'runs/2'])
  forgetReleased(db, 'runs/1')
  expect(listReleased(db)).toEqual(['runs/2'])
  recordTrainer(db, { pid: 7, startTime: 'a' })
  recordTrainer(db, { pid: 5, startTime: 'b' })
  recordTrainer(db, { pid: 7, startTime: 'c' })
  expect(listTrainers(db)).toEqual([
    { pid: 5, startTime: 'b' },
    { pid: 7, startTime: 'c' },
  ])
  forgetTrainer(db, 5)
  expect(listTrainers(db)).toEqual([{ pid: 7, startTime: 'c' }])
})

test('pilots returns the latest speeds of the same provider, data and batch size, by FLOPs', () => {
  const { db } = store
  const key = { provider: 'cpu', datasetHash: 'h', batchSize: 32 }
  const point = (flops: number, imagesPerSecond: number) => ({
    ...{ flops, imagesPerSecond, activations: 2, parameters: 3, peakMemoryBytes: null },
  })
  putPilot(db, key, point(9, 100), 1)
  putPilot(db, key, point(5, 200), 1)
  putPilot(db, key, point(9, 150), 2)
  putPilot(db, { ...key, batchSize: 64 }, point(1, 1), 1)
  expect(listPilots(db, key)).toEqual([point(5, 200), point(9, 150)])
  expect(listPilots(db, { ...key, provider: 'cuda' })).toEqual([])
})
