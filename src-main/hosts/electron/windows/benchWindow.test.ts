import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserWindow, BrowserWindowConstructorOptions, MessagePortMain } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { registerScheme, serveWindow } from './appProtocol.ts'
import { BenchWindow } from './benchWindow.ts'
import { answer, givenTo, happens, resetElectron } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const newFolder = temporaryFolders()
beforeEach(() => {
  resetElectron()
  answer('App.getAppPath', () => '/bench')
})

const opened = (labPort?: unknown, { number = 1, before }: { number?: number; before?: BrowserWindow } = {}) => {
  const ports = { lab: () => labPort as MessagePortMain, desktop: () => 'to the program' as unknown as MessagePortMain }
  return new BenchWindow(ports, { number, ...(before && { before }) })
}
/** Loads the page, while Electron still reports that it is loading. */
function loads({ webContents }: BenchWindow['window']): void {
  answer('WebContents.isLoadingMainFrame', () => true)
  happens(webContents, 'did-navigate', {}, 'app://bench/index.html#/', 200, 'OK')
  happens(webContents, 'did-finish-load')
}
const handed = () => givenTo('WebContents.postMessage').map(([message, , ports]) => [message, ports])

describe('The window', () => {
  it.each([true, false])('is isolated from Node and the system (packaged: %s)', (isPackaged) => {
    answer('App.isPackaged', () => isPackaged)
    opened()
    const [[options]] = givenTo('new BrowserWindow') as [[BrowserWindowConstructorOptions]]
    expect(options.webPreferences).toEqual({
      preload: join('/bench', 'out/preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !isPackaged,
    })
    expect(givenTo('BrowserWindow.loadURL')).toEqual([['app://bench/index.html#/']])
  })

  it('saves its bounds under a name and appears when there is something to see', () => {
    const { window } = opened()
    const [[options]] = givenTo('new BrowserWindow') as [[BrowserWindowConstructorOptions]]
    expect(options).toMatchObject({ name: 'bench', windowStatePersistence: true, show: false })
    expect(givenTo('BrowserWindow.show')).toHaveLength(0)
    happens(window, 'ready-to-show')
    expect(givenTo('BrowserWindow.show')).toHaveLength(1)
  })

  it('gives its ports to every page it loads, also while Electron still reports loading', () => {
    const { window } = opened('to the lab')
    const both = [
      ['regbench:desktop', ['to the program']],
      ['regbench:port', ['to the lab']],
    ]
    loads(window)
    expect(handed()).toEqual(both)
    loads(window)
    expect(handed()).toEqual([...both, ...both])
  })

  it('gives a new lab port only to a page that is listening', () => {
    const shown = opened('to the lab')
    shown.handPort()
    expect(handed()).toEqual([])
    loads(shown.window)
    const before = handed().length
    shown.handPort()
    expect(handed()).toHaveLength(before + 1)
    // A prevented link leaves the page as it is.
    happens(shown.window.webContents, 'did-start-navigation', { isMainFrame: true, isSameDocument: false })
    shown.handPort()
    expect(handed()).toHaveLength(before + 2)
    happens(shown.window.webContents, 'did-navigate', {}, 'app://bench/index.html#/', 200, 'OK')
    shown.handPort()
    happens(shown.window.webContents, 'render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
    shown.handPort()
    expect(handed()).toHaveLength(before + 2)
  })

  it('has a name of its own and does not cover the first one', () => {
    const first = opened()
    answer('BrowserWindow.getNormalBounds', () => ({ x: 10, y: 20, width: 1000, height: 700 }))
    opened(undefined, { number: 2, before: first.window })
    const [, [options]] = givenTo('new BrowserWindow') as [unknown, [BrowserWindowConstructorOptions]]
    expect(options).toMatchObject({ name: 'bench-2', x: 34, y: 44, width: 1000, height: 700 })
  })

  it('navigates to another screen by its hash', () => {
    const shown = opened()
    answer('BrowserWindow.isMinimized', () => true)
    shown.show('#/study/7/explore')
    expect(givenTo('BrowserWindow.restore')).toHaveLength(1)
    expect(givenTo('BrowserWindow.loadURL').at(-1)).toEqual(['app://bench/index.html#/study/7/explore'])
  })
})

describe('The scheme app:', () => {
  it('has an origin, like https:', () => {
    registerScheme()
    const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    expect(givenTo('Protocol.registerSchemesAsPrivileged')).toEqual([[[{ scheme: 'app', privileges }]]])
  })

  const served = () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'renderer'))
    writeFileSync(join(folder, 'renderer/index.html'), '<title>bench</title>')
    writeFileSync(join(folder, 'secret.html'), 'secret')
    serveWindow(join(folder, 'renderer'))
    const [[scheme, handle]] = givenTo('Protocol.handle') as [
      [string, (request: Pick<Request, 'url' | 'method'>) => Promise<Response>],
    ]
    expect(scheme).toBe('app')
    return (url: string, method = 'GET') => handle({ url, method })
  }

  it('serves the files of the window under its policy', async () => {
    const answered = await served()('app://bench/index.html')
    expect(await answered.text()).toBe('<title>bench</title>')
    expect(answered.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = answered.headers.get('content-security-policy')
    for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"])
      expect(policy?.split('; ')).toContain(rule)
    expect(policy).not.toContain('unsafe')
  })

  it.each([
    ['app://bench/../secret.html', 404],
    ['app://bench/%2e%2e/secret.html', 404],
    ['app://bench/..%2fsecret.html', 404],
    ['app://bench/..%5csecret.html', 404],
    ['app://bench//etc/passwd', 404],
    ['app://other/index.html', 404],
    ['app://bench/index.html', 405, 'POST'],
  ])('refuses %s with %i', async (url, status, method = 'GET') => {
    const answered = await served()(url, method)
    expect(answered.status).toBe(status)
    expect(answered.headers.has('content-security-policy')).toBe(true)
  })
})
