import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EventKind } from '#shared/contract/events.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import {
  deleteEvents,
  insertEvent,
  insertStoredEvent,
  lastEventId,
  lastEventTimes,
  listEvents,
  listLog,
  lastOfLab,
  listStoredLog,
  listStudyLog,
} from './events.ts'
import { syncedEvent } from '../safety/mark.ts'
import { openStore } from '../open.ts'
import { restoredAt } from '../safety/restore.ts'
import type { Store } from '../store.ts'
import { insertStudy } from './studies.ts'
import { addPopulation, addRuns } from '../testing/someRows.ts'

const newFolder = temporaryFolders()
let store: Store
beforeEach(() => {
  store = openStore(newFolder())
  for (const name of ['a', 'b', 'c']) insertStudy(store.db, { name, definition: null, createdAt: 1 })
})
afterEach(() => store.close())

/** The id of a new event at a time of its own. */
let time = 0
function add(kind: EventKind, studyId = 1): number {
  insertStoredEvent(store.db, { studyId, runId: null, kind, data: { name: kind }, at: ++time })
  return lastEventId(store.db)
}
/** The study of events about the lab itself. */
const theLab = 0
const ids = (events: readonly { id: number }[]) => events.map(({ id }) => id)

test('events are read after a cursor, oldest first, up to a limit', () => {
  const { db } = store
  expect([lastEventId(db), syncedEvent(db), listEvents(db, 0, 9)]).toEqual([0, 0, []])
  const [first, second, third] = [add('studyCreated'), add('note', theLab), add('queued', 2)] as const
  expect(ids(listEvents(db, 0, 9))).toEqual([first, second, third])
  expect(ids(listEvents(db, first, 1))).toEqual([second])
  expect(listEvents(db, second, 9)).toEqual([
    { id: third, studyId: 2, runId: null, kind: 'queued', data: {}, at: time },
  ])
})

test('an event about several runs is one line each, in the logs of their studies', () => {
  const { db } = store
  const [mine, other] = [1, 2].map((studyId) => addRuns(db, addPopulation(db, studyId), 2)) as [number[], number[]]
  insertEvent(db, { runIds: [other[1]!, 99, mine[0]!, mine[1]!], kind: 'excluded', data: { reason: 'odd' }, at: 8 })
  insertEvent(db, { runIds: mine.slice(1), kind: 'paused', at: 9 })
  const line = (id: number, studyId: number, runId: number) => ({
    ...{ id, studyId, runId, kind: 'excluded', data: { reason: 'odd' }, at: 8 },
  })
  expect(listEvents(db, 0, 9)).toEqual([
    ...[line(1, 2, other[1]!), line(2, 1, mine[0]!), line(3, 1, mine[1]!)],
    { id: 4, studyId: 1, runId: mine[1], kind: 'paused', data: {}, at: 9 },
  ])
})

test('the log is newest first, without epochs, and can be filtered', () => {
  const { db } = store
  const elsewhere = [add('studyCreated'), add('finished')]
  const imported = add('studyImported')
  const [epoch, tagged] = [add('epoch'), add('tagged')]
  const [other, lab] = [add('studyCreated', 2), add('settingsChanged', theLab)]
  const log = (request: Omit<Parameters<typeof listLog>[1], 'limit'>, limit = 99) =>
    ids(listLog(db, { ...request, limit }))
  expect(log({})).toEqual([lab, other, tagged, imported, ...elsewhere.toReversed()])
  expect(log({}, 2)).toEqual([lab, other])
  expect(log({ before: tagged })).toEqual([imported, ...elsewhere.toReversed()])
  expect(log({ studyId: 1 })).toEqual([tagged, imported, ...elsewhere.toReversed()])
  expect(log({ studyId: 1, here: true })).toEqual([tagged, imported])
  expect(log({ here: true, before: lab })).toEqual([other, tagged, imported])
  expect(log({ studyId: theLab })).toEqual([lab])
  expect(ids(listStudyLog(db, 1))).toEqual([...elsewhere, imported, tagged])
  expect(ids(listEvents(db, imported, 1))).toEqual([epoch])
})

test('the last event id outlives its study; epochs are synced by what follows them', () => {
  const { db } = store
  add('studyCreated', 2)
  const last = add('note', 2)
  const epoch = add('epoch', 2)
  expect([lastEventId(db), syncedEvent(db)]).toEqual([epoch, last])
  expect(lastEventTimes(db)).toEqual(new Map([[2, time]]))
  deleteEvents(db, 2)
  expect([lastEventId(db), listEvents(db, 0, 9), lastEventTimes(db)]).toEqual([epoch, [], new Map()])
  expect(add('note')).toBe(epoch + 1)
})

test('an event about a study or the lab is in its log', () => {
  const { db } = store
  insertEvent(db, { studyId: 2, kind: 'studyCreated', data: { name: 'b' }, at: 5 })
  insertEvent(db, { kind: 'labRestored', data: { from: 'x' }, at: 6 })
  insertEvent(db, { kind: 'settingsChanged', data: { trainers: 2 }, at: 7 })
  expect(listEvents(db, 0, 9)).toEqual([
    { id: 1, studyId: 2, runId: null, kind: 'studyCreated', data: { name: 'b' }, at: 5 },
    { id: 2, studyId: theLab, runId: null, kind: 'labRestored', data: { from: 'x' }, at: 6 },
    { id: 3, studyId: theLab, runId: null, kind: 'settingsChanged', data: { trainers: 2 }, at: 7 },
  ])
  expect([lastOfLab(db, 'labRestored'), lastOfLab(db, 'filesMoved')]).toEqual([6, undefined])
  const stored = { studyId: 1, runId: null, kind: 'note', data: { ofAnotherVersion: 1 }, at: 8 } as const
  insertStoredEvent(db, stored)
  expect(listStudyLog(db, 1)).toMatchObject([{ data: {} }])
  expect(listStoredLog(db, 1)).toEqual([{ ...stored, id: 4 }])
})

test('a lab knows when its database was last replaced', () => {
  const { db } = store
  expect(restoredAt(db)).toBeUndefined()
  add('labRestored', theLab)
  add('labRestored', theLab)
  add('note', theLab)
  expect(restoredAt(db)).toBe(time - 1)
})
