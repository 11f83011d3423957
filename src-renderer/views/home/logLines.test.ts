import { expect, it } from 'vitest'
import type { Change } from '#shared/contract/changes.ts'
import { logLines } from './logLines.ts'

const change = (id: number, kind: string, more: Partial<Change> = {}): Change => ({
  ...{ id, studyId: 1, runId: null, kind, data: {}, at: 1000 * id },
  ...more,
})

it('tells what happened to many runs in a row as one line, with the time of the last', () => {
  const changes = [
    change(7, 'finished', { runId: 4 }),
    change(6, 'started', { runId: 5 }),
    change(5, 'finished', { runId: 3 }),
    change(4, 'finished', { runId: 9, studyId: 2 }),
    change(3, 'populationAdded', { data: { name: 'first' } }),
    change(2, 'populationAdded', { data: { name: 'second' } }),
    change(1, 'epoch', { runId: 3 }),
    change(0, 'note', { data: { selected: 41 } }),
  ]
  expect(logLines(changes).map(({ kind, studyId, count, name, at }) => [kind, studyId, count, name, at])).toEqual([
    ['finished', 1, 2, '', 7000],
    ['finished', 2, 1, '', 4000],
    ['populationAdded', 1, 1, 'first', 3000],
    ['populationAdded', 1, 1, 'second', 2000],
  ])
})

it('tells of an imported study that it came and what happened since, not its history', () => {
  const changes = [
    change(5, 'finished', { runId: 8 }),
    change(4, 'studyImported', { data: { name: 'theirs' } }),
    change(3, 'finished', { runId: 7 }),
    change(2, 'studyCreated', { studyId: 2, data: { name: 'ours' } }),
    change(1, 'studyCreated', { data: { name: 'theirs' } }),
  ]
  expect(logLines(changes).map(({ kind, studyId }) => [kind, studyId])).toEqual([
    ['finished', 1],
    ['studyImported', 1],
    ['studyCreated', 2],
  ])
})

it('tells when networks were added to a population and when they were taken back', () => {
  const changes = [
    change(2, 'populationShrunk', { data: { name: 'first' } }),
    change(1, 'populationGrown', { data: { name: 'first' } }),
  ]
  expect(logLines(changes).map(({ kind, name }) => [kind, name])).toEqual([
    ['populationShrunk', 'first'],
    ['populationGrown', 'first'],
  ])
})
