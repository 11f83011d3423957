import { expect, it, vi } from 'vitest'
import { givenTo } from './testing/electronDouble.ts'

vi.mock('electron', async () => ({
  ipcRenderer: (await import('./testing/electronDouble.ts')).createObject('IpcRenderer'),
}))

it('hands a port on to the page that it belongs to, and nothing else', async () => {
  const postMessage = vi.fn()
  vi.stubGlobal('window', { location: { origin: 'app://bench' }, postMessage })
  await import('./preload.ts')

  const listeners = givenTo('IpcRenderer.on')
  expect(listeners).toEqual([['regbench:port', expect.any(Function)]])
  const port = {}
  const [, listener] = listeners[0] as [string, (event: { ports: unknown[] }, ...more: unknown[]) => void]
  listener({ ports: [port] }, 'anything more')
  expect(postMessage.mock.calls).toEqual([['regbench:port', 'app://bench', [port]]])
})
