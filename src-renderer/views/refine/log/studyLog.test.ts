import { describe, expect, it } from 'vitest'
import type { Change } from '#shared/contract/changes.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { studyLog } from './studyLog.ts'

const refinement = { kind: 'constraint', constraint: { id: 'sharedGroupWidth' } } as const
const change = (id: number, kind: string, data: Record<string, unknown> = {}): Change => ({
  ...{ id, kind, data, studyId: 1, runId: null, at: 1000 * id },
})
const name = (id: number) => `space ${id}`

describe('studyLog', () => {
  it('tells every step of a refinement with what was asked, the decision and its reason', () => {
    const lines = studyLog(
      [
        change(4, 'refinementDecided', {
          ...{ refinementId: 7, spaceId: 1, name: 'C', decision: 'accepted', reason: 'No worse and simpler.' },
          evidence: { refinement },
        }),
        change(3, 'refinementStep', { refinementId: 7, spaceId: 1, step: 'resample', evidence: { refinement } }),
        change(2, 'refinementStep', { refinementId: 7, spaceId: 1, step: 'look' }),
        change(1, 'refinementBegun', { refinementId: 7, spaceId: 1, name: 'B' }),
      ],
      name,
    )
    expect(
      lines.map(({ kind, name, step, asked, decision, reason }) => [kind, name, step, asked, decision, reason]),
    ).toEqual([
      ['refinementDecided', 'C', null, refinement, 'accepted', 'No worse and simpler.'],
      ['refinementStep', 'space 1', 'resample', refinement, null, null],
      ['refinementStep', 'space 1', 'look', null, null, null],
      ['refinementBegun', 'B', null, null, null, null],
    ])
  })
  it('tells runs that end one after another as one line, at the time of the last', () => {
    const lines = studyLog(
      [change(5, 'finished'), change(4, 'started'), change(3, 'finished'), change(2, 'diverged')],
      name,
    )
    expect(lines.map(({ kind, count, at }) => [kind, count, at])).toEqual([
      ['finished', 2, 5000],
      ['diverged', 1, 2000],
    ])
  })
  it('tells why a run diverged by its sentence, also where that was kept as a text', () => {
    const said = sentence('validationLossBroke', { loss: 'NaN', epoch: 2 })
    const [line] = studyLog([change(1, 'diverged', { reason: said })], name)
    const [older] = studyLog([change(1, 'diverged', { reason: 'loss is NaN' })], name)
    expect([line!.reason, older!.reason]).toEqual([said, 'loss is NaN'])
  })
  it('leaves out what is no step of the design, and evidence that it cannot read', () => {
    const [line, ...others] = studyLog(
      [
        change(2, 'refinementStep', { spaceId: 3, step: 'look', evidence: { refinement: { kind: 'odd' } } }),
        change(1, 'pinned'),
      ],
      name,
    )
    expect([line!.asked, line!.name, others]).toEqual([null, 'space 3', []])
  })
})

it('has one reason for runs that ended alike, and none for runs that ended for several', () => {
  const said = (epoch: number) => sentence('validationLossBroke', { loss: 'NaN', epoch })
  const reasons = (...list: number[]) =>
    studyLog(
      list.map((epoch, i) => change(9 - i, 'diverged', { reason: said(epoch) })),
      name,
    ).map(({ count, reason }) => [count, reason])
  expect(reasons(2, 2, 2)).toEqual([[3, said(2)]])
  expect(reasons(2, 2, 3)).toEqual([[3, null]])
})

it('tells of notes, of test images by their numbers, of what a space was decided and of failures', () => {
  const lines = studyLog(
    [
      change(6, 'note', { selected: 41 }),
      change(5, 'note', { text: 'Run 3 was selected.', selected: 3, testErrors: 87, testCount: 100 }),
      change(4, 'note', { text: 'A beats B.' }),
      change(3, 'spaceDecided', { spaceId: 2, name: 'B', state: 'rejected', reason: 'Worse.' }),
      change(2, 'spaceDecided', { spaceId: 2, name: 'B', state: 'draft', reason: null }),
      change(1, 'failed', { reason: 'disk full' }),
    ],
    name,
  )
  expect(lines.map(({ kind, name, decision, reason, testUse }) => [kind, name, decision, reason, testUse])).toEqual([
    ['note', 'Run 3 was selected.', null, null, { run: 3, wrong: 87, count: 100 }],
    ['note', 'A beats B.', null, null, null],
    ['spaceDecided', 'B', 'rejected', 'Worse.', null],
    ['spaceDecided', 'B', 'draft', null, null],
    ['failed', '', null, 'disk full', null],
  ])
})

it('tells of runs that were excluded together as one line, another reason as another, and how many networks came', () => {
  const lines = studyLog(
    [
      change(6, 'included'),
      change(5, 'excluded', { reason: 'disk full' }),
      change(4, 'excluded', { reason: 'wrong images' }),
      change(3, 'excluded', { reason: 'wrong images' }),
      change(2, 'populationGrown', { name: 'A', runs: 20, count: 40 }),
    ],
    name,
  )
  expect(lines.map(({ kind, count, reason, name }) => [kind, count, reason, name])).toEqual([
    ['included', 1, null, ''],
    ['excluded', 1, 'disk full', ''],
    ['excluded', 2, 'wrong images', ''],
    ['populationGrown', 20, null, 'A'],
  ])
})
