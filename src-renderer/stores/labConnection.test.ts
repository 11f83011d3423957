import { createPinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { labKey } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from './labConnection.ts'

const reload = vi.fn()
vi.stubGlobal('location', { reload })
vi.useFakeTimers()

it('a window reloads if its host returns as another lab, with another database or as another version, and only then', async () => {
  const info = { labId: 'a', database: '', version: '1.0.0' }
  const status = vi.fn(() => Promise.resolve({ active: [] }))
  const lab = {
    system: { info: () => Promise.resolve({ ...info }) },
    changes: { since: () => Promise.resolve({ version: 7 }), watch: () => Promise.resolve([]) },
    queue: { status },
  }
  const app = createApp({})
  app.provide(labKey, lab as never)
  app.use(createPinia())
  const connection = app.runWithContext(() => useLabConnection())
  const again = async (changed: Partial<typeof info>) => {
    Object.assign(info, changed)
    connection.connectionIs('lost')
    connection.connectionIs('connected')
    await vi.advanceTimersByTimeAsync(0)
    return reload.mock.calls.length
  }
  expect(await again({})).toBe(0)
  expect(await again({})).toBe(0)
  expect(status).toHaveBeenCalledTimes(2)
  expect(await again({ version: '1.1.0' })).toBe(1)
  expect(await again({ database: '1700000000000' })).toBe(2)
  expect(await again({ labId: 'b' })).toBe(3)
})
