import { expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Connection, ConnectionState } from './lab/connection.ts'
import { reloadForUnreadScreens } from './unreadScreens.ts'

const screen = { render: () => null }

/** A window at an address, whose Data screen cannot be loaded, with the storage left by earlier windows. */
async function windowAt(address: string, stored = new Map<string, string>()) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: screen },
      { path: '/data', component: () => Promise.reject(new TypeError('Failed to fetch')) },
      { path: '/settings', component: screen },
    ],
  })
  let become: (state: ConnectionState) => void = () => undefined
  const window = {
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
      removeItem: (key: string) => stored.delete(key),
    },
    history: { pushState: vi.fn() },
    location: { reload: vi.fn() },
  }
  const connection = { onState: (listener) => (become = listener) } as Partial<Connection> as Connection
  reloadForUnreadScreens(router, connection, window as unknown as Window)
  const visit = (path: string) => router.push(path).catch(() => undefined)
  await visit(address)
  const loadedFor = () => window.history.pushState.mock.calls.map(([, , address]) => address as string)
  return { stored, visit, connectionIs: become, reload: window.location.reload, loadedFor }
}

it('the window reloads for a screen that could not be loaded, once the lab answers', async () => {
  const { visit, connectionIs, reload, loadedFor } = await windowAt('/')
  connectionIs('lost')
  await visit('/data')
  expect(reload).not.toHaveBeenCalled()
  connectionIs('connected')
  expect(reload).toHaveBeenCalledOnce()
  expect(loadedFor()).toEqual(['/data'])
})

it('the window does not reload if another screen was visited meanwhile', async () => {
  const { visit, connectionIs, reload } = await windowAt('/')
  connectionIs('lost')
  await visit('/data')
  await visit('/settings')
  connectionIs('connected')
  expect(reload).not.toHaveBeenCalled()
})

it('a screen that still cannot be loaded after the reload is reported, and the window not reloaded again', async () => {
  const complained = vi.spyOn(console, 'error').mockReturnValue()
  const first = await windowAt('/data')
  first.connectionIs('connected')
  expect([first.reload.mock.calls.length, complained.mock.calls.length]).toEqual([1, 0])
  const second = await windowAt('/data', first.stored)
  second.connectionIs('connected')
  expect([second.reload.mock.calls.length, complained.mock.calls.length]).toEqual([0, 1])
})
