import { createPinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { createApp, effectScope } from 'vue'
import type { Change } from '#shared/contract/changes.ts'
import { change } from '#shared/testing/change.ts'
import { labKey } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from '#renderer/stores/labConnection.ts'
import { useReading } from './useReading.ts'

afterEach(() => vi.restoreAllMocks())

/** A reading of reports in a scope; `answers` resolve the questions so far, `tell` reports events. */
function reading() {
  const app = createApp({})
  app.provide(labKey, {} as never)
  app.use(createPinia())
  const listeners = new Set<(changes: readonly Change[]) => void>()
  const answers: ((reports: string[]) => void)[] = []
  const scope = effectScope()
  const read = app.runWithContext(() => {
    vi.spyOn(useLabConnection(), 'onChanges').mockImplementation((listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    })
    return scope.run(() => useReading(() => new Promise<string[]>((resolve) => answers.push(resolve)), 'report'))!
  })
  const tell = (...changes: Change[]) => listeners.forEach((listener) => listener(changes))
  return { ...read, answers, tell, scope }
}

it('asks at once, and again after events about its subject until its scope ends', async () => {
  const { answer, answers, tell, scope } = reading()
  answers[0]!(['a'])
  await vi.waitFor(() => expect(answer.value).toEqual(['a']))
  tell(change(1, 'spaceAdded'), change(2, 'epoch', { epoch: 3 }, { runId: 4 }))
  expect(answers).toHaveLength(1)
  tell(change(3, 'reportTrashed'))
  answers[1]!([])
  await vi.waitFor(() => expect(answer.value).toEqual([]))
  scope.stop()
  tell(change(4, 'reportRestored'))
  expect(answers).toHaveLength(2)
})

it('keeps the newest answer, in whatever order they arrive', async () => {
  const { answer, answers, tell, read } = reading()
  tell(change(1, 'reportAdded'))
  answers[1]!(['a', 'b'])
  answers[0]!(['a'])
  await vi.waitFor(() => expect(read.isBusy.value).toBe(false))
  expect(answer.value).toEqual(['a', 'b'])
})
