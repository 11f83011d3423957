import { createPinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import type { Change } from '#shared/contract/changes.ts'
import type { StudySummary } from '#shared/contract/studies.ts'
import { change } from '#shared/testing/change.ts'
import { labKey } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from './labConnection.ts'
import { useStudies } from './studies.ts'

const summary = (id: number, more: Partial<StudySummary> = {}): StudySummary => ({
  ...{ id, name: `study ${id}`, createdAt: id, changedAt: id, trashedAt: null, isSample: false },
  ...{ spaces: 1, populations: 1, runs: {} as StudySummary['runs'] },
  ...more,
})

/** The studies of a window that shows study 1 of two; `calls` are those made to the lab since. */
async function looking() {
  const calls: string[] = []
  const called = <T>(name: string, answer: T) => vi.fn(() => (calls.push(name), Promise.resolve(answer)))
  const lab = {
    studies: { list: called('studies.list', [summary(2), summary(1)]), get: called('studies.get', summary(1)) },
    spaces: { list: called('spaces.list', []) },
    populations: { list: called('populations.list', []) },
  }
  const app = createApp({})
  app.provide(labKey, lab as never)
  app.use(createPinia())
  return app.runWithContext(async () => {
    let tell: (changes: readonly Change[]) => void = () => undefined
    vi.spyOn(useLabConnection(), 'onChanges').mockImplementation((listener) => {
      tell = listener
      return () => undefined
    })
    const studies = useStudies()
    await studies.refresh()
    void studies.select(1)
    await vi.waitFor(() => expect(studies.study?.id).toBe(1))
    calls.length = 0
    return { studies, calls, tell: (...changes: Change[]) => tell(changes) }
  })
}
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
vi.stubGlobal('document', { hidden: true })
afterEach(() => vi.restoreAllMocks())

it.each<[string, Change, string[]]>([
  ['an epoch', change(1, 'epoch', { epoch: 3 }, { runId: 4 }), []],
  ['a data set', change(1, 'datasetAdded', { name: 'd' }, { studyId: 0 }), []],
  ['another study', change(1, 'spaceAdded', {}, { studyId: 2 }), ['studies.list']],
  ['its name', change(1, 'studyRenamed', { name: 'x' }), ['studies.list', 'studies.get']],
  ['one of its spaces', change(1, 'spaceAdded'), ['studies.list', 'studies.get', 'spaces.list']],
  ['one of its runs', change(1, 'finished', {}, { runId: 4 }), ['studies.list', 'studies.get', 'populations.list']],
  ['its removal', change(1, 'studyRemoved', { removedStudyId: 1 }, { studyId: 0 }), ['studies.list', 'studies.get']],
  ['the removal of another', change(1, 'studyRemoved', { removedStudyId: 2 }, { studyId: 0 }), ['studies.list']],
])('rereads after a change of %s only what that made stale', async (_, happened, expected) => {
  const { calls, tell } = await looking()
  tell(happened)
  expect(calls).toEqual(expected)
})

it('shows what the lab returns about a study without reading it again', async () => {
  const { studies, calls } = await looking()
  const names = () => studies.all.map(({ name }) => name)
  studies.take(summary(1, { name: 'renamed', changedAt: 9 }))
  expect([names(), studies.study!.name]).toEqual([['renamed', 'study 2'], 'renamed'])
  studies.take(summary(1, { name: 'renamed', changedAt: 10, trashedAt: 10 }))
  expect([names(), studies.study!.trashedAt]).toEqual([['study 2'], 10])
  studies.take(summary(1, { name: 'renamed', changedAt: 11 }))
  studies.take(summary(3, { changedAt: 12 }))
  expect(names()).toEqual(['study 3', 'renamed', 'study 2'])
  expect(calls).toEqual([])
})
