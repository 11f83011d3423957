import { ORPCError } from '@orpc/client'
import { createPinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { createApp } from 'vue'
import { asWritten } from '#shared/sentences/sentence.ts'
import type { LabClient } from '#renderer/lab/client.ts'
import { labKey } from '#renderer/lab/useLabClient.ts'
import { labIs } from '#renderer/lab/labMemory.ts'
import { useStudies } from './studies.ts'

const stored = new Map<string, string>()
beforeEach(() => {
  stored.clear()
  labIs('lab')
  vi.useFakeTimers()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  })
})

/** The store over a lab that answers for a study as `get` does. */
function storeOver(get: (id: number) => Promise<unknown>): ReturnType<typeof useStudies> {
  const none = () => Promise.resolve([])
  const lab = {
    studies: { get: ({ id }: { id: number }) => get(id), list: none },
    spaces: { list: none },
    populations: { list: none },
  }
  const app = createApp({})
  app.provide(labKey, lab as unknown as LabClient)
  app.use(createPinia())
  return app.runWithContext(() => useStudies())
}
const study = (id: number) => Promise.resolve({ id, name: `study ${id}`, trashedAt: null })
const gone = (id: number) => Promise.reject(new ORPCError('notFound', { message: `There is no study ${id}.` }))

test('a study that the lab does not have is said to be gone, shows no other in its place and opens no tab', async () => {
  const studies = storeOver((id) => (id === 99 ? gone(id) : study(id)))
  await studies.select(1)
  await studies.select(99)
  expect(studies.absence).toEqual({ isGone: true, text: asWritten('There is no study 99.') })
  expect(studies.study).toBeUndefined()
  expect(studies.openIds).toEqual([1])
})

test('a study that could not be read is not said to be gone, and is shown once it can be', async () => {
  let isBroken = true
  const studies = storeOver((id) => (isBroken ? Promise.reject(new Error('The disk is full.')) : study(id)))
  await studies.select(1)
  expect(studies.absence).toEqual({ isGone: false, text: asWritten('The disk is full.') })
  isBroken = false
  await studies.reload()
  expect(studies.absence).toBeUndefined()
  expect(studies.study?.id).toBe(1)
})

test('the study selected last is shown, whichever is read first', async () => {
  const answers = new Map<number, (value: unknown) => void>()
  const studies = storeOver((id) => new Promise((resolve) => answers.set(id, resolve)))
  const both = [studies.select(1), studies.select(2)]
  for (const id of [2, 1]) answers.get(id)!(await study(id))
  await Promise.all(both)
  expect(studies.study?.id).toBe(2)
})

test('a tab that is closed while its study is read stays closed', async () => {
  let answer: (value: unknown) => void = () => undefined
  const studies = storeOver(() => new Promise((resolve) => (answer = resolve)))
  const selected = studies.select(1)
  studies.close(1)
  answer(await study(1))
  await selected
  expect(studies.study).toBeUndefined()
  expect(studies.openIds).toEqual([])
})

test('tabs are those that were open in this lab', async () => {
  stored.set('regbench.lab.openStudies', '[2]')
  stored.set('regbench.another.openStudies', '[7]')
  const studies = storeOver(study)
  await studies.select(1)
  expect(studies.openIds).toEqual([2, 1])
  expect(stored.get('regbench.another.openStudies')).toBe('[7]')
})
