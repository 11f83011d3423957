import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserWindowConstructorOptions } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { registerScheme, serveWindow } from './appProtocol.ts'
import { openBenchWindow, shownStudy, showWindow, type PortSource } from './benchWindow.ts'
import { answer, givenTo, happens, resetElectron } from './testing/electronDouble.ts'

vi.mock('electron', async () => (await import('./testing/electronDouble.ts')).electronDouble())
const newFolder = temporaryFolders()
beforeEach(() => {
  resetElectron()
  answer('App.getAppPath', () => '/bench')
})

const lab = (port: unknown) => ({ openPort: () => port }) as PortSource

describe('the window', () => {
  it.each([true, false])('is closed off from Node and the system (packaged: %s)', (isPackaged) => {
    answer('App.isPackaged', () => isPackaged)
    openBenchWindow(lab(undefined))
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

  it('keeps its bounds under a name and shows itself when there is something to see', () => {
    const window = openBenchWindow(lab(undefined))
    const [[options]] = givenTo('new BrowserWindow') as [[BrowserWindowConstructorOptions]]
    expect(options).toMatchObject({ name: 'bench', windowStatePersistence: true, show: false })
    expect(givenTo('BrowserWindow.show')).toHaveLength(0)
    happens(window, 'ready-to-show')
    expect(givenTo('BrowserWindow.show')).toHaveLength(1)
  })

  it('hands a port to every page that it loads', () => {
    const window = openBenchWindow(lab('a port'))
    happens(window.webContents, 'did-finish-load')
    happens(window.webContents, 'did-finish-load')
    expect(givenTo('WebContents.postMessage')).toEqual(Array(2).fill(['regbench:port', null, ['a port']]))
  })

  it('goes to another screen by its hash and tells which study it shows', () => {
    const window = openBenchWindow(lab(undefined))
    answer('BrowserWindow.isMinimized', () => true)
    showWindow(window, '#/study/7/explore')
    expect(givenTo('BrowserWindow.restore')).toHaveLength(1)
    expect(givenTo('BrowserWindow.loadURL').at(-1)).toEqual(['app://bench/index.html#/study/7/explore'])
    answer('WebContents.getURL', () => 'app://bench/index.html#/study/7/explore')
    expect(shownStudy(window)).toBe(7)
    answer('WebContents.getURL', () => 'app://bench/index.html#/settings')
    expect(shownStudy(window)).toBeUndefined()
  })
})

describe('the scheme app:', () => {
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

  it('answers with the files of the window under its policy', async () => {
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
