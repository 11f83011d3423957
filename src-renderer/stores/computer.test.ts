import { createPinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import type { DesktopEvent } from '#shared/contract/desktop.ts'
import { desktopKey } from '#renderer/lab/desktop.ts'
import { useComputer } from './computer.ts'

function newWindow(desktop?: unknown) {
  const app = createApp({})
  if (desktop !== undefined) app.provide(desktopKey, desktop as never)
  app.use(createPinia())
  return app.runWithContext(() => useComputer())
}

it('has nothing to show in a browser', async () => {
  const computer = newWindow()
  await Promise.resolve()
  expect(computer.state).toBeUndefined()
})

it('reads the state at the start and after each change, and keeps the last saved file until dismissed', async () => {
  const events: DesktopEvent[] = [
    { kind: 'changed' },
    { kind: 'saved', id: 0, name: 'edf.svg' },
    { kind: 'changed' },
    { kind: 'notSaved', name: 'report.html', folder: '/full' },
  ]
  let reads = 0
  const computer = newWindow({
    watch: () => Promise.resolve(events),
    state: () => Promise.resolve({ lab: `/lab ${++reads}` }),
  })
  await vi.waitFor(() => expect(computer.saved).toMatchObject({ kind: 'notSaved' }))
  expect(computer.state).toEqual({ lab: '/lab 2' })
  computer.dismiss()
  expect(computer.saved).toBeUndefined()
})
