import { createPinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import type { RouteLocationNormalized } from 'vue-router'
import { labKey } from '#renderer/lab/useLabClient.ts'
import { labIs } from '#renderer/lab/labMemory.ts'
import { readFirst } from './readFirst.ts'

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
vi.useFakeTimers()
labIs('lab')

const calls: string[] = []
const answered = (what: string, answer: unknown) => () => {
  calls.push(what)
  return Promise.resolve(answer)
}
const none = answered('list', [])
const lab = { studies: { get: answered('study', { id: 1 }) }, spaces: { list: none }, populations: { list: none } }
const app = createApp({})
app.provide(labKey, lab as never)
app.use(createPinia())

const at = (studyId?: string) => ({ params: studyId === undefined ? {} : { studyId } }) as RouteLocationNormalized
/** Whether the next screen may be shown now. */
function go(read: () => Promise<unknown>, from: string | undefined, to: string) {
  let isThrough = false
  const guard = readFirst(read).call(undefined as never, at(to), at(from), () => undefined) as Promise<void>
  void guard.then(() => (isThrough = true))
  return async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms)
    return isThrough
  }
}

it('a screen is shown once its data have been read, even if that failed', async () => {
  let answer: () => void = () => undefined
  const isThrough = go(() => new Promise<void>((resolve) => (answer = resolve)), undefined, '1')
  expect(calls).toContain('study')
  expect(await isThrough(10)).toBe(false)
  answer()
  expect(await isThrough(0)).toBe(true)
  expect(await go(() => Promise.reject(new Error('gone')), '1', '1')(0)).toBe(true)
})

it('does not wait for long', async () => {
  const isThrough = go(() => new Promise(() => undefined), '1', '1')
  expect(await isThrough(10)).toBe(false)
  expect(await isThrough(1000)).toBe(true)
})

it('never changes the study while another study’s screen is shown', async () => {
  calls.length = 0
  expect(await go(() => new Promise(() => undefined), '1', '2')(0)).toBe(true)
  expect(calls).toEqual([])
})
