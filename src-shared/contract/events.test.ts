import { expect, expectTypeOf, it } from 'vitest'
import { verbatim, sentence } from '#shared/sentences/sentence.ts'
import {
  eventKinds,
  readEventData,
  type EventData,
  type EventKind,
  type KindAbout,
  type ReadEventData,
} from './events.ts'

/** Every kind that a database or bundle may contain. A kind missing here or in the table makes files unreadable. */
const storedKinds = [
  ...['studyCreated', 'studyImported', 'studyRenamed', 'planChanged', 'studyTrashed', 'studyRestored', 'studyRemoved'],
  ...['spaceAdded', 'spaceChanged', 'spaceDecided', 'spaceTrashed', 'spaceRestored'],
  ...['populationAdded', 'populationGrown', 'populationShrunk', 'populationRenamed', 'populationTrashed'],
  ...['populationDecided'],
  ...['populationRestored', 'refinementBegun', 'refinementStep', 'refinementDecided', 'refinementRemoved'],
  ...['timesMeasured', 'timesRemoved', 'reportAdded', 'reportChanged', 'reportTrashed', 'reportRestored'],
  ...['datasetAdded', 'datasetRenamed', 'datasetTrashed', 'datasetRestored'],
  ...['settingsChanged', 'filesMoved', 'labRestored', 'note', 'queued', 'started', 'epoch', 'finished', 'diverged'],
  ...['crashed', 'failed', 'outOfMemory', 'paused', 'interrupted', 'cancelled', 'startedOver', 'digestChanged'],
  ...['reordered', 'prioritised', 'tagged', 'annotated', 'excluded', 'included', 'pinned', 'stepsSkipped'],
]

it('contains every kind ever stored', () => {
  expect(eventKinds.toSorted()).toEqual(storedKinds.toSorted())
})

it('reads what older versions wrote', () => {
  const older: [EventKind, Record<string, unknown>, unknown][] = [
    ['planChanged', { plan: { perSpace: 9 } }, { plan: { perSpace: 9 } }],
    ['studyCreated', {}, {}],
    ['studyImported', { name: 'a', digest: 'd' }, { name: 'a', digest: 'd' }],
    ['spaceAdded', { spaceId: 3, name: 'A' }, { spaceId: 3, name: 'A' }],
    ['populationAdded', { populationId: 2, name: 'A', runs: 5 }, { populationId: 2, name: 'A', runs: 5 }],
    ['refinementStep', { refinementId: 1, spaceId: 2, step: 'look' }, { refinementId: 1, spaceId: 2, step: 'look' }],
    [
      'refinementDecided',
      { refinementId: 1, spaceId: 2, refinedSpaceId: null, decision: 'rejected', reason: 'No.', evidence: {} },
      { refinementId: 1, spaceId: 2, refinedSpaceId: null, decision: 'rejected', reason: 'No.', evidence: {} },
    ],
    // Before sentences existed, reasons were plain text.
    ['failed', { reason: 'disk full' }, { reason: verbatim('disk full') }],
    ['crashed', { reason: 'signal SIGKILL', crashes: 1 }, { reason: verbatim('signal SIGKILL'), crashes: 1 }],
    ['startedOver', { reason: 'another machine' }, { reason: verbatim('another machine') }],
    ['startedOver', {}, {}],
    ['failed', { reason: { key: 'ofNoVersion', values: {} } }, { reason: verbatim('ofNoVersion') }],
    ['note', { x: 1 }, {}],
    ['note', { selected: 4, testErrors: 2, testCount: 9 }, { selected: 4, testErrors: 2, testCount: 9 }],
    // Bundles omit what they do not contain.
    ['spaceDecided', { spaceId: null, name: 'A', state: 'odd' }, { name: 'A' }],
  ]
  for (const [kind, stored, read] of older) expect(readEventData(kind, stored), kind).toEqual(read)
})

it('reads what is written unchanged', () => {
  const reason = sentence('validationLossBroke', { loss: 'NaN', epoch: 2 })
  const diverged: EventData<'diverged'> = { epoch: 2, step: 7, reason }
  expect(readEventData('diverged', JSON.parse(JSON.stringify(diverged)) as typeof diverged)).toEqual(diverged)
})

it('is typed: retired kinds, and the data of each kind', () => {
  expectTypeOf<'planChanged'>().not.toExtend<KindAbout<'study'>>()
  expectTypeOf<EventData<'epoch'>>().toEqualTypeOf<{ epoch: number }>()
  expectTypeOf<ReadEventData<'epoch'>>().toEqualTypeOf<{ epoch?: number }>()
  expectTypeOf<{ name: number }>().not.toExtend<EventData<'studyRenamed'>>()
})
