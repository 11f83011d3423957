import { createPinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { sentence } from '#shared/sentences/sentence.ts'
import { labIs } from '#renderer/lab/labMemory.ts'
import { labKey } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from './labConnection.ts'
import { useHealth } from './health.ts'

const kept = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
})
const seen = { hidden: false, addEventListener: vi.fn() }
vi.stubGlobal('document', seen)
vi.useFakeTimers()
labIs('a')

const notice = sentence('unknownMoved', { count: 3, folder: '/lab/unknown-2026' })
const state = {
  openedAt: 1,
  damage: null as unknown,
  canRestore: true,
  isChecked: true,
  notices: [notice],
  backups: [],
}
const read = vi.fn(() => Promise.resolve({ ...state }))
const restore = vi.fn(() => Promise.resolve())

beforeEach(() => {
  vi.clearAllTimers()
  read.mockClear()
  kept.clear()
  Object.assign(state, { openedAt: 1, damage: null })
})

/** The stores of a new window that is not connected yet. */
function newWindow() {
  const app = createApp({})
  app.provide(labKey, { system: { health: read, restore } } as never)
  app.use(createPinia())
  return app.runWithContext(() => ({ connection: useLabConnection(), health: useHealth() }))
}
async function connectedWindow() {
  const { connection, health } = newWindow()
  connection.state = 'connected'
  await vi.advanceTimersByTimeAsync(0)
  return { connection, health }
}

it('is read when the lab answers, again after a break, and every ten seconds while the window is visible', async () => {
  const { connection } = newWindow()
  expect(read).not.toHaveBeenCalled()
  const states = ['connected', 'lost', 'connected'] as const
  for (const [i, calls] of [1, 1, 2].entries()) {
    connection.state = states[i]!
    await vi.advanceTimersByTimeAsync(0)
    expect(read).toHaveBeenCalledTimes(calls)
  }
  await vi.advanceTimersByTimeAsync(20_000)
  expect(read).toHaveBeenCalledTimes(4)
  seen.hidden = true
  await vi.advanceTimersByTimeAsync(60_000)
  seen.hidden = false
  expect(read).toHaveBeenCalledTimes(4)
})

it('reports damage found while the window is open', async () => {
  const { health } = await connectedWindow()
  expect(health.damage).toBeNull()
  state.damage = sentence('folderGone', { folder: '/lab' })
  health.refresh()
  await vi.advanceTimersByTimeAsync(0)
  expect(health.damage).toEqual(sentence('folderGone', { folder: '/lab' }))
})

it('dismissed notices stay hidden in every window until the lab is opened again', async () => {
  const { health } = await connectedWindow()
  expect(health.notices).toEqual([notice])
  health.dismissNotices()
  expect(health.notices).toEqual([])
  expect((await connectedWindow()).health.notices).toEqual([])
  state.openedAt = 2
  expect((await connectedWindow()).health.notices).toEqual([notice])
})

it('a restored lab reopens, which is announced until it is missing for too long', async () => {
  const { health } = await connectedWindow()
  await health.restore(null)
  expect(restore).toHaveBeenCalledWith({ backup: null })
  expect(health.isReopening).toBe(true)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(health.isReopening).toBe(false)
})
