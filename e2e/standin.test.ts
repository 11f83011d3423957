import { execFile } from 'node:child_process'
import type { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { behaviours, type ProvedBy } from '#main/hosts/electron/testing/behaviours.ts'
import { orderOfLoading } from '#main/hosts/electron/testing/rules.ts'
import { browserUnavailable } from './findBrowser.ts'
import { watchDownloads, type DownloadItem } from './standin/downloads.ts'
import { app, BrowserWindow, dialog, Menu, MessageChannelMain, Notification } from './standin/electron.ts'
import { protocol, session } from './standin/electron.ts'
import type { StandinEvent } from './standin/event.ts'
import type { MessagePortMain } from './standin/ports.ts'
import { clickNotification } from './standin/system.ts'

/** Tests the rules of the stand-in for Electron, each over a Chromium. */

const folder = mkdtempSync(join(tmpdir(), 'regbench-standin-'))
const preload = join(folder, 'preload.cjs')
const early: string[] = []

/** Passes its ports on to the page, as the bench's preload script does. */
const preloadScript = `
const { ipcRenderer } = require('electron')
ipcRenderer.on('port', ({ ports }) => window.postMessage('port', location.origin, ports))`
/** The test pages: one that echoes through its port and reports when that closes, and one with a form field. */
const page = `<!doctype html><title>page</title><p>word and word</p><input value="typed"><a href="https://arxiv.org/x">paper</a>
<script>
  document.isolated = typeof require === 'undefined' && typeof standin === 'undefined'
  addEventListener('message', ({ data, ports: [port] }) => {
    if (data !== 'port') return
    port.onmessage = ({ data }) => port.postMessage(data)
    port.addEventListener('close', () => (document.title = 'closed'))
  })
</script>`

beforeAll(async () => {
  writeFileSync(preload, preloadScript)
  app.setPath('userData', join(folder, 'user'))
  for (const make of [() => new BrowserWindow(), () => new Notification(), () => dialog.showMessageBox({})]) {
    try {
      void make()
    } catch (error) {
      early.push((error as Error).message)
    }
  }
  protocol.registerSchemesAsPrivileged()
  protocol.handle('app', () => new Response(page, { headers: { 'content-type': 'text/html' } }))
  await watchDownloads(await app.startChromium())
  app.becomeReady()
  // A window that stays open, since closing the last would end the program.
  opened()
})
afterAll(async () => {
  const { chromium } = await import('./standin/program.ts')
  await chromium().close()
  rmSync(folder, { recursive: true, force: true })
})

const address = 'app://bench/index.html'
const opened = () => new BrowserWindow({ width: 800, height: 600, webPreferences: { preload } })
async function loaded(url = address): Promise<BrowserWindow> {
  const window = opened()
  const stopped = next(window.webContents, 'did-stop-loading')
  await window.loadURL(url)
  await stopped
  return window
}
const next = (emitter: EventEmitter, event: string) =>
  new Promise<unknown[]>((resolve) => emitter.once(event, (...given: unknown[]) => resolve(given)))
/** Runs code in the page, which may end with the document. */
const inPage = (window: BrowserWindow, code: string) => window.webContents.executeJavaScript(code)
/** Events of `window.webContents`, in order. */
function recorded(window: BrowserWindow, ...events: string[]): string[] {
  const seen: string[] = []
  for (const event of events) window.webContents.on(event, () => seen.push(event))
  return seen
}
/** A port whose other end the window's page has. */
function connected(window: BrowserWindow): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain()
  window.webContents.postMessage('port', null, [port1])
  port2.start()
  return port2
}
const asked = [
  'did-start-navigation',
  'will-frame-navigate',
  'will-navigate',
  'did-navigate',
  'did-finish-load',
] as const

const proofs: Record<ProvedBy<'stand-in'>, () => unknown> = {
  navigation: async () => {
    const window = await loaded()
    const seen = recorded(window, ...asked)
    window.webContents.on('will-navigate', (event: StandinEvent) => event.preventDefault())
    const stopped = next(window.webContents, 'did-stop-loading')
    await inPage(window, "document.querySelector('a').click()")
    await stopped
    expect(seen).toEqual(['did-start-navigation', 'will-frame-navigate', 'will-navigate'])
    expect(window.webContents.getURL()).toBe(address)
    expect(await inPage(window, 'document.title')).toBe('page')
  },
  ownNavigation: async () => {
    const window = await loaded()
    const seen = recorded(window, ...asked)
    const again = () => next(window.webContents, 'did-stop-loading')
    for (const act of [() => window.reload(), () => void window.loadURL(`${address}?other`)]) {
      seen.splice(0)
      const stopped = again()
      act()
      await stopped
      expect(seen).toEqual(['did-start-navigation', 'did-navigate', 'did-finish-load'])
    }
    seen.splice(0)
    const stopped = again()
    await inPage(window, 'location.reload()')
    await stopped
    expect(seen).toEqual(asked)
  },
  hangingPage: async () => {
    const window = await loaded()
    const seen = recorded(window, 'did-navigate', 'render-process-gone')
    void inPage(window, 'for (;;);').catch(() => undefined)
    window.reload()
    const gone = next(window.webContents, 'render-process-gone')
    window.webContents.forcefullyCrashRenderer()
    await gone
    expect(seen).toEqual(['render-process-gone'])
    const finished = next(window.webContents, 'did-finish-load')
    window.reload()
    await finished
    expect(await inPage(window, 'document.title')).toBe('page')
  },
  processGone: async () => {
    const window = await loaded()
    const finished = next(window.webContents, 'did-finish-load')
    window.webContents.once('render-process-gone', (_event, { reason }) => {
      expect(reason).toBe('crashed')
      window.reload()
    })
    window.webContents.forcefullyCrashRenderer()
    await finished
    expect(window.webContents.isCrashed()).toBe(false)
  },
  afterReady: () => {
    expect(early).toEqual([
      'Cannot create BrowserWindow before app is ready',
      'Cannot create Notification before app is ready',
      'dialog module can only be used after app is ready',
    ])
    expect(() => protocol.registerSchemesAsPrivileged()).toThrow('before app is ready')
  },
  handedPort: async () => {
    const window = await loaded()
    const { port1, port2 } = new MessageChannelMain()
    window.webContents.postMessage('port', null, [port1])
    expect(() => window.webContents.postMessage('port', null, [port1])).toThrow('already neutered')
    port2.start()
    for (const value of ['text', new Uint8Array([1, 2, 255]), new Uint8Array([7]).buffer, { a: [1, null] }]) {
      const echoed = next(port2, 'message')
      port2.postMessage(value)
      expect(await echoed).toEqual([{ data: value, ports: [] }])
    }
    expect(await inPage(window, 'document.isolated')).toBe(true)
  },
  closedPort: async () => {
    const window = await loaded()
    const acts = {
      'did-stop-loading': () => window.reload(),
      'render-process-gone': () => window.webContents.forcefullyCrashRenderer(),
    }
    for (const [done, act] of Object.entries(acts)) {
      const both = Promise.all([next(connected(window), 'close'), next(window.webContents, done)])
      act()
      await both
    }
    const stopped = next(window.webContents, 'did-stop-loading')
    window.reload()
    await stopped
    const port = connected(window)
    port.close()
    await vi.waitFor(async () => expect(await inPage(window, 'document.title')).toBe('closed'))
  },
  nobodyListens: async () => {
    const window = opened()
    await next(connected(window), 'close')
  },
  v8Format: async () => {
    const script = join(folder, 'serialise.mjs')
    writeFileSync(
      script,
      `import { fork } from 'node:child_process'
import { deserialize, serialize } from 'node:v8'
if (process.argv[2] === 'child') process.on('message', (message) => process.exit(message.a))
else {
  const { serialiseAsElectron } = await import(${JSON.stringify(join(import.meta.dirname, 'standin/v8Format.ts'))})
  const own = serialize([1])
  serialiseAsElectron()
  const exitOf = (options) => new Promise((resolve) => {
    const child = fork(process.argv[1], ['child'], { ...options, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    child.send({ a: 7 })
    child.on('exit', resolve)
  })
  const codes = [await exitOf({ serialization: 'json' }), await exitOf({ serialization: 'advanced' })]
  console.log(JSON.stringify({ version: serialize([1])[1], read: [deserialize(own), deserialize(serialize([1]))], codes }))
}`,
    )
    const { stdout } = await promisify(execFile)(process.execPath, [script])
    expect(JSON.parse(stdout)).toEqual({ version: 16, read: [[1], [1]], codes: [7, 1] })
  },
  quitting: async () => {
    const seen: string[] = []
    const window = await loaded()
    for (const event of ['before-quit', 'will-quit', 'window-all-closed']) app.once(event, () => seen.push(event))
    const closing = (event: StandinEvent) => {
      seen.push('close')
      event.preventDefault()
    }
    window.on('close', closing)
    app.quit()
    expect(seen).toEqual(['before-quit', 'close'])
    window.off('close', closing)
    // It stays open after all, and may be asked again; this time immediately.
    app.once('before-quit', (event: StandinEvent) => event.preventDefault())
    app.quit()
    expect(seen).toEqual(['before-quit', 'close'])
    const closed = next(window, 'closed')
    window.close()
    await closed
    expect(() => window.show()).toThrow('Object has been destroyed')
    expect(window.isDestroyed()).toBe(true)
    app.removeAllListeners('will-quit')
  },
  relaunch: async () => {
    const script = join(folder, 'relaunch.mjs')
    writeFileSync(
      script,
      `const { app } = await import(${JSON.stringify(join(import.meta.dirname, 'standin/program.ts'))})
app.startAgain = (words) => console.log(JSON.stringify(words))
app.relaunch({ args: ['/bench', '--data-dir=/other'] })
app.relaunch()
console.log('goes on')
app.exit(3)`,
    )
    const ended = promisify(execFile)(process.execPath, [script, '--word'])
    await expect(ended).rejects.toMatchObject({
      code: 3,
      stdout: `goes on\n["/bench","--data-dir=/other"]\n${JSON.stringify([script, '--word'])}\n`,
    })
  },
  sessionEnd: async () => {
    const script = join(folder, 'endSession.mjs')
    writeFileSync(
      script,
      `const standin = ${JSON.stringify(join(import.meta.dirname, 'standin'))}
const { app, BrowserWindow } = await import(standin + '/electron.ts')
const { endSession } = await import(standin + '/endSession.ts')
app.setPath('userData', ${JSON.stringify(join(folder, 'session'))})
await app.startChromium()
app.becomeReady()
const window = new BrowserWindow()
window.once('query-session-end', (event) => event.preventDefault())
console.log(endSession())
window.on('session-end', () => console.log('told'))
endSession()
console.log('lived on')`,
    )
    const ended = promisify(execFile)(process.execPath, [script])
    await expect(ended).rejects.toMatchObject({ signal: 'SIGKILL', stdout: 'true\ntold\n' })
  },
  downloads: async () => {
    const window = await loaded()
    const save = () =>
      inPage(
        window,
        `Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['saved'])), download: 'name.txt' }).click()`,
      )
    const done = (path: string | undefined) =>
      new Promise<unknown>((resolve) =>
        session.defaultSession.once('will-download', (_event: unknown, item: DownloadItem) => {
          if (path !== undefined) item.setSavePath(path)
          item.once('done', (_done: unknown, state: string) => resolve([item.getFilename(), state]))
        }),
      )
    const path = join(folder, 'saved', 'file.txt')
    const given = done(path)
    await save()
    expect(await given).toEqual(['name.txt', 'completed'])
    expect(readFileSync(path, 'utf8')).toBe('saved')
    const unanswered = done(undefined)
    await save()
    expect(await unanswered).toEqual(['name.txt', 'cancelled'])
  },
  notifications: () => {
    const [heard, kept] = [vi.fn(), new Notification({ title: 'kept' })]
    kept.on('click', heard)
    kept.show()
    new Notification({ title: 'let go' }).show()
    expect(clickNotification('kept')).toBe(true)
    expect(heard).toHaveBeenCalledOnce()
    expect(clickNotification('never shown')).toBe(false)
  },
  menuRoles: async () => {
    const window = await loaded()
    const menu = Menu.buildFromTemplate([
      {
        label: 'View',
        submenu: [{ role: 'reload' }, { role: 'zoomIn' }, { label: 'Own', click: () => window.setTitle('own') }],
      },
    ])
    const [reload, zoomIn, own] = menu.items[0]!.submenu!.items
    expect([reload!.label, reload!.accelerator]).toEqual(['Reload', 'CmdOrCtrl+R'])
    expect(zoomIn!.accelerator).toBe('CommandOrControl+Plus')
    window.focus()
    const finished = next(window.webContents, 'did-finish-load')
    reload!.click()
    await finished
    zoomIn!.click()
    expect(window.webContents.zoomLevel).toBe(0.5)
    own!.click()
    expect(window.getTitle()).toBe('own')
  },
  radioEntries: () => {
    const radio = (label: string, checked: boolean) => ({ label, checked, type: 'radio' })
    const { items } = Menu.buildFromTemplate([
      radio('a', true),
      radio('b', false),
      { type: 'separator' },
      radio('c', true),
    ])
    items[1]!.checked = true
    expect(items.map(({ checked }) => checked)).toEqual([false, true, false, true])
    items[0]!.click()
    expect(items.map(({ checked }) => checked)).toEqual([true, false, false, true])
  },
  contextMenu: async () => {
    const window = await loaded()
    const clicked = async (selector: string) => {
      const menu = next(window.webContents, 'context-menu')
      await inPage(
        window,
        `document.querySelector('input').select(); document.querySelector('${selector}').dispatchEvent(
           new MouseEvent('contextmenu', { bubbles: true, cancelable: true, composed: true, clientX: 5, clientY: 6 }))`,
      )
      return (await menu)[1]
    }
    expect(await clicked('input')).toMatchObject({
      ...{ x: 5, y: 6, isEditable: true, selectionText: 'typed', linkURL: '' },
      editFlags: { canCut: true, canCopy: true, canPaste: true, canSelectAll: true },
    })
    expect(await clicked('a')).toMatchObject({
      isEditable: false,
      linkURL: 'https://arxiv.org/x',
      editFlags: { canCut: false },
    })
    const own = recorded(window, 'context-menu')
    await inPage(window, "addEventListener('contextmenu', (event) => event.preventDefault(), true)")
    await inPage(
      window,
      "document.body.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))",
    )
    await inPage(window, '1')
    expect(own).toEqual([])
  },
  requests: async () => {
    const urls: string[] = []
    session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
      urls.push(url)
      answer({ cancel: url.includes('forbidden') || url.startsWith('https:') })
    })
    const window = await loaded()
    const reached = (url: string) => inPage(window, `fetch('${url}').then(() => true, () => false)`)
    expect(await reached('/allowed')).toBe(true)
    expect(await reached('/forbidden')).toBe(false)
    expect(await reached('https://arxiv.org/')).toBe(false)
    expect(urls).toEqual(
      expect.arrayContaining([address, 'app://bench/allowed', 'app://bench/forbidden', 'https://arxiv.org/']),
    )
    session.defaultSession.webRequest.onBeforeRequest((_details, answer) => answer({}))
  },
}

describe.skipIf(browserUnavailable() !== undefined)('the stand-in for Electron', () => {
  it.each(Object.entries(proofs))('%s', async (name, prove) => {
    expect(behaviours[name as ProvedBy<'stand-in'>].proved).toBe('stand-in')
    await prove()
  })

  it('lets Chromium itself determine the order of a document’s loading events', async () => {
    const window = opened()
    const seen: unknown[] = []
    for (const { event } of orderOfLoading)
      window.webContents.on(event, () =>
        seen.push({ event, isLoadingMainFrame: window.webContents.isLoadingMainFrame() }),
      )
    const stopped = next(window.webContents, 'did-stop-loading')
    void window.loadURL(address)
    await stopped
    expect(seen).toEqual(orderOfLoading)
  })

  it('prints, finds, goes back and forward', async () => {
    const window = await loaded()
    const { webContents } = window
    expect((await webContents.printToPDF({ pageSize: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-')
    const found = next(webContents, 'found-in-page')
    webContents.findInPage('word')
    expect((await found)[1]).toMatchObject({ matches: 2, finalUpdate: true })
    await window.loadURL(`${address}#/second`)
    await vi.waitFor(() => expect(webContents.navigationHistory.canGoBack()).toBe(true))
    const back = next(webContents, 'did-navigate-in-page')
    webContents.navigationHistory.goBack()
    expect((await back)[1]).toBe(address)
    await vi.waitFor(() => expect(webContents.navigationHistory.canGoForward()).toBe(true))
  })

  it('allows one instance per folder', () => {
    const other = join(folder, 'other')
    mkdirSync(other)
    app.setPath('userData', other)
    expect(app.requestSingleInstanceLock()).toBe(true)
    expect(app.requestSingleInstanceLock()).toBe(true)
    app.releaseSingleInstanceLock()
    expect(existsSync(join(other, 'SingletonLock'))).toBe(false)
  })
})
