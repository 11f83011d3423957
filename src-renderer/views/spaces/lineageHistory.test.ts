import { expect, it } from 'vitest'
import type { EventKind, ReadEventData } from '#shared/contract/events.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { presets } from '#shared/designspaces/presets.ts'
import { change as anyChange } from '#shared/testing/change.ts'
import { lineageAt, lineageMoments } from './lineageHistory.ts'

const space = (id: number, createdAt: number, now: Partial<StudySpace> = {}): StudySpace => ({
  ...{ id, studyId: 1, parentId: null, definition: presets.AnyNetX_A, state: 'draft', reason: null },
  ...{ createdAt, trashedAt: null },
  ...now,
})
const change = <K extends EventKind>(at: number, kind: K, data: ReadEventData<K> = {}, runId: number | null = null) =>
  anyChange(at, kind, data, { runId, at })

/** Newest first, as in the log: A and B start the study, then B is sampled, rejected and trashed. */
const changes = [
  change(9, 'spaceTrashed', { spaceId: 2, name: 'B' }),
  change(8, 'refinementDecided', { spaceId: 1, refinedSpaceId: 2, name: 'B', decision: 'rejected' }),
  change(7, 'spaceDecided', { spaceId: 1, name: 'A', state: 'accepted' }),
  change(6, 'finished', {}, 12),
  change(5, 'started', {}, 12),
  change(4, 'diverged', {}, 11),
  change(3, 'finished', {}, 10),
  change(1, 'spaceAdded', { spaceId: 2, name: 'B' }),
  change(1, 'spaceAdded', { spaceId: 1, name: 'A' }),
]
const spaces = [space(1, 1, { state: 'accepted' }), space(2, 1, { state: 'rejected', trashedAt: 9 })]

it('reports when the lineage changed: spaces added together as one moment, a population at the end of its last run', () => {
  const moments = lineageMoments(changes, (runId) =>
    runId < 12 ? { id: 1, name: 'first' } : { id: 2, name: 'second' },
  )
  expect(moments.map(({ at, kind, names, runs }) => [at, kind, names.join(), runs])).toEqual([
    [9, 'trashed', 'B', 0],
    [8, 'rejected', 'B', 0],
    [7, 'accepted', 'A', 0],
    [6, 'sampled', 'second', 1],
    [4, 'sampled', 'first', 2],
    [1, 'added', 'A,B', 0],
  ])
})

it.each([
  [0, [], []],
  [1, ['draft', 'draft'], []],
  [4, ['draft', 'draft'], [10, 11]],
  [7, ['accepted', 'draft'], [10, 11, 12]],
  [8, ['accepted', 'rejected'], [10, 11, 12]],
])('at %i the spaces are %j and the ended runs %j', (at, states, ended) => {
  const then = lineageAt(spaces, changes, at)
  expect(then.spaces.map(({ state, trashedAt }) => (trashedAt === null ? state : 'trashed'))).toEqual(states)
  expect([...then.ended]).toEqual(ended)
})

it('a trashed space exists until it was trashed, and again once restored', () => {
  const restored = [change(11, 'spaceRestored', { spaceId: 2, name: 'B' }), ...changes]
  const trashedAt = (at: number) => lineageAt(spaces, restored, at).spaces[1]!.trashedAt
  expect([8, 9, 10, 11].map(trashedAt)).toEqual([null, 9, 9, null])
})
