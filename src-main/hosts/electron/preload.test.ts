import { beforeAll, expect, it, vi } from 'vitest'
import { answer, givenTo } from './testing/electronDouble.ts'

vi.mock('electron', async () => {
  const { createObject } = await import('./testing/electronDouble.ts')
  return { ipcRenderer: createObject('IpcRenderer'), webUtils: createObject('WebUtils') }
})

const postMessage = vi.fn()
const listened: [type: string, listener: (event: unknown) => void, capture: boolean][] = []
beforeAll(async () => {
  vi.stubGlobal('window', {
    location: { origin: 'app://bench' },
    postMessage,
    addEventListener: (...given: (typeof listened)[0]) => listened.push(given),
  })
  await import('./preload.ts')
})

it('passes a port on to its page, without the message that brings it', () => {
  postMessage.mockClear()
  const listeners = givenTo('IpcRenderer.on')
  expect(listeners.map(([channel]) => channel as string)).toEqual([
    'regbench:port',
    'regbench:desktop',
    'regbench:command',
  ])
  const port = {}
  for (const [message, listener] of listeners.slice(0, 2) as [string, (event: object, more: unknown) => void][]) {
    listener({ ports: [port] }, 'anything more')
    expect(postMessage.mock.lastCall).toEqual([message, 'app://bench', [port]])
  }
})

it('passes commands chosen in the menu to the page', () => {
  postMessage.mockClear()
  const [, tell] = givenTo('IpcRenderer.on')[2] as [string, (event: unknown, what: string) => void]
  tell({}, 'undo')
  expect(postMessage.mock.calls).toEqual([[{ kind: 'regbench:command', what: 'undo' }, 'app://bench', []]])
})

it('tells the page the paths of dropped files, and nothing about files without one', () => {
  postMessage.mockClear()
  expect(listened).toEqual([['drop', expect.any(Function), true]])
  const [, drop] = listened[0]!
  answer('WebUtils.getPathForFile', ({ path }: { path: string }) => path)
  drop({ dataTransfer: { files: [{ path: '/photos' }, { path: '' }] } })
  drop({ dataTransfer: { files: [{ path: '' }] } })
  drop({ dataTransfer: null })
  expect(postMessage.mock.calls).toEqual([[{ kind: 'regbench:dropped', paths: ['/photos'] }, 'app://bench', []]])
})
