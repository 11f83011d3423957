import { describe, expect, it } from 'vitest'
import type { Change } from '#shared/contract/changes.ts'
import { readEventData } from '#shared/contract/events.ts'
import { verbatim, sentence } from '#shared/sentences/sentence.ts'
import { change } from '#shared/testing/change.ts'
import { log as english } from '#shared/messages/en/log.ts'
import { log as korean } from '#shared/messages/ko/log.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { lineText } from './lineText.ts'
import { logLines } from './logLines.ts'
import { shownEvents } from './shownEvents.ts'

const refinement = { kind: 'constraint', constraint: { id: 'sharedGroupWidth' } } as const
const name = (id: number) => `space ${id}`

const studyLog = (changes: readonly Change[]) => logLines(changes, 'study', name)

describe('the log of a study', () => {
  it('contains every step of a refinement with its constraint, decision and reason', () => {
    const lines = studyLog([
      change(4, 'refinementDecided', {
        ...{ refinementId: 7, spaceId: 1, name: 'C', decision: 'accepted', reason: 'No worse and simpler.' },
        evidence: { refinement },
      }),
      change(3, 'refinementStep', { refinementId: 7, spaceId: 1, step: 'resample', evidence: { refinement } }),
      change(2, 'refinementStep', { refinementId: 7, spaceId: 1, step: 'look' }),
      change(1, 'refinementBegun', { refinementId: 7, spaceId: 1, name: 'B' }),
    ])
    expect(
      lines.map(({ kind, name, step, refinement, decision, reason }) => [
        kind,
        name,
        step,
        refinement,
        decision,
        reason,
      ]),
    ).toEqual([
      ['refinementDecided', 'C', null, refinement, 'accepted', 'No worse and simpler.'],
      ['refinementStep', 'space 1', 'resample', refinement, null, null],
      ['refinementStep', 'space 1', 'look', null, null, null],
      ['refinementBegun', 'B', null, null, null, null],
    ])
  })
  it('combines runs that end one after another into one line, at the time of the last', () => {
    const lines = studyLog([change(5, 'finished'), change(4, 'started'), change(3, 'finished'), change(2, 'diverged')])
    expect(lines.map(({ kind, count, at }) => [kind, count, at])).toEqual([
      ['finished', 2, 5000],
      ['diverged', 1, 2000],
    ])
  })
  it('gives the sentence for why a run diverged, even if it was stored as text', () => {
    const said = sentence('validationLossBroke', { loss: 'NaN', epoch: 2 })
    const [line] = studyLog([change(1, 'diverged', { reason: said })])
    const [older] = studyLog([change(1, 'diverged', readEventData('diverged', { reason: 'loss is NaN' }))])
    expect([line!.reason, older!.reason]).toEqual([said, verbatim('loss is NaN')])
  })
  it('leaves out events that are no design step, and unreadable evidence', () => {
    const [line, ...others] = studyLog([
      change(2, 'refinementStep', { spaceId: 3, step: 'look', evidence: { refinement: { kind: 'odd' } } }),
      change(1, 'pinned'),
    ])
    expect([line!.refinement, line!.name, others]).toEqual([null, 'space 3', []])
  })
})

it('has a reason for runs that ended alike, and none if they ended for several reasons', () => {
  const said = (epoch: number) => sentence('validationLossBroke', { loss: 'NaN', epoch })
  const reasons = (...list: number[]) =>
    studyLog(list.map((epoch, i) => change(9 - i, 'diverged', { reason: said(epoch) }))).map(({ count, reason }) => [
      count,
      reason,
    ])
  expect(reasons(2, 2, 2)).toEqual([[3, said(2)]])
  expect(reasons(2, 2, 3)).toEqual([[3, null]])
})

it('contains notes, uses of test images with their numbers, decisions on spaces, and failures', () => {
  const lines = studyLog([
    change(6, 'note', { selected: 41 }),
    change(5, 'note', { text: 'Run 3 was selected.', selected: 3, testErrors: 87, testCount: 100 }),
    change(4, 'note', { text: 'A beats B.' }),
    change(3, 'spaceDecided', { spaceId: 2, name: 'B', state: 'rejected', reason: 'Worse.' }),
    change(2, 'spaceDecided', { spaceId: 2, name: 'B', state: 'draft', reason: null }),
    change(1, 'failed', { reason: verbatim('disk full') }),
  ])
  expect(lines.map(({ kind, name, decision, reason, testUse }) => [kind, name, decision, reason, testUse])).toEqual([
    ['note', 'Run 3 was selected.', null, null, { run: 3, wrong: 87, count: 100 }],
    ['note', 'A beats B.', null, null, null],
    ['spaceDecided', 'B', 'rejected', 'Worse.', null],
    ['spaceDecided', 'B', 'draft', null, null],
    ['failed', '', null, verbatim('disk full'), null],
  ])
})

it('combines runs excluded together into one line per reason, and counts added networks', () => {
  const lines = studyLog([
    change(6, 'included'),
    change(5, 'excluded', { reason: 'disk full' }),
    change(4, 'excluded', { reason: 'wrong images' }),
    change(3, 'excluded', { reason: 'wrong images' }),
    change(2, 'populationGrown', { name: 'A', runs: 20, count: 40 }),
  ])
  expect(lines.map(({ kind, count, reason, name }) => [kind, count, reason, name])).toEqual([
    ['included', 1, null, ''],
    ['excluded', 1, 'disk full', ''],
    ['excluded', 2, 'wrong images', ''],
    ['populationGrown', 20, null, 'A'],
  ])
})

describe('the log of the lab', () => {
  it('combines many runs in a row into one line, with the time of the last', () => {
    const changes = [
      change(7, 'finished', {}, { runId: 4 }),
      change(6, 'started', {}, { runId: 5 }),
      change(5, 'finished', {}, { runId: 3 }),
      change(4, 'finished', {}, { runId: 9, studyId: 2 }),
      change(3, 'populationAdded', { name: 'first' }),
      change(2, 'populationAdded', { name: 'second' }),
      change(1, 'epoch', {}, { runId: 3 }),
      change(0, 'note', { selected: 41 }),
    ]
    expect(
      logLines(changes, 'lab').map(({ kind, studyId, count, name, at }) => [kind, studyId, count, name, at]),
    ).toEqual([
      ['finished', 1, 2, '', 7000],
      ['finished', 2, 1, '', 4000],
      ['populationAdded', 1, 1, 'first', 3000],
      ['populationAdded', 1, 1, 'second', 2000],
    ])
  })

  it('contains the import of a study and later events, but not its earlier history', () => {
    const changes = [
      change(5, 'finished', {}, { runId: 8 }),
      change(4, 'studyImported', { name: 'theirs' }),
      change(3, 'finished', {}, { runId: 7 }),
      change(2, 'studyCreated', { name: 'ours' }, { studyId: 2 }),
      change(1, 'studyCreated', { name: 'theirs' }),
    ]
    expect(logLines(changes, 'lab').map(({ kind, studyId }) => [kind, studyId])).toEqual([
      ['finished', 1],
      ['studyImported', 1],
      ['studyCreated', 2],
    ])
  })

  it('contains the growth of a population and its undo', () => {
    const changes = [
      change(2, 'populationShrunk', { name: 'first', runs: 3 }),
      change(1, 'populationGrown', { name: 'first', runs: 20 }),
    ]
    expect(logLines(changes, 'lab').map(({ kind, name, count }) => [kind, name, count])).toEqual([
      ['populationShrunk', 'first', 3],
      ['populationGrown', 'first', 20],
    ])
  })

  it('names reports by their titles', () => {
    expect(logLines([change(1, 'reportAdded', { reportId: 1, title: 'Notes' })], 'lab')[0]!.name).toBe('Notes')
  })
})

it('has a text in both languages for every kind of event that a log shows', () => {
  const shown = Object.keys(shownEvents).filter((kind) => shownEvents[kind as keyof typeof shownEvents] !== null)
  for (const { kinds } of [english, korean]) expect(Object.keys(kinds).toSorted()).toEqual(shown.toSorted())
})

it('words a decision, a use of test images, or the event', () => {
  const t = ((key: string, values: Record<string, unknown> = {}) => `${key} ${JSON.stringify(values)}`) as Translate
  const texts = studyLog([
    change(5, 'spaceDecided', { name: 'B', state: 'draft' }),
    change(4, 'refinementDecided', { name: 'C', decision: 'rejected' }),
    change(3, 'refinementDecided', { name: 'D' }),
    change(2, 'refinementStep', { spaceId: 3, step: 'look' }),
    change(1, 'note', { testErrors: 7, testCount: 9 }),
  ]).map((line) => lineText(line, t))
  expect(texts).toEqual([
    'log.decided.draft {"name":"B"}',
    'log.decided.rejected {"name":"C"}',
    'log.kinds.refinementDecided {"name":"D","count":1,"step":""}',
    'log.kinds.refinementStep {"name":"space 3","count":1,"step":"refine.stepNames.look {}"}',
    'science.testUse {"run":"?","wrong":7,"count":9}',
  ])
})
