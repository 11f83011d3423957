import { app, BrowserWindow, nativeTheme, type MessagePortMain } from 'electron'
import { join } from 'node:path'
import { portMessage } from '#shared/contract/portMessage.ts'
import { benchPage } from './appProtocol.ts'

/** What a window needs of the lab. */
export interface PortSource {
  openPort(): MessagePortMain | undefined
}

/** The page's own background, so that a window never flashes. */
const backgrounds = { light: '#ffffff', dark: '#0f1115' }

/** The window of the bench on `hash`, which is handed a port whenever its page has loaded. */
export function openBenchWindow(lab: PortSource, hash = '#/'): BrowserWindow {
  const window = new BrowserWindow({
    // By its name Electron keeps size, place and display mode, and brings them back onto a screen that is there.
    name: 'bench',
    windowStatePersistence: true,
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: app.name,
    backgroundColor: backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    ...(process.platform === 'linux' && { icon: join(app.getAppPath(), 'resources/icons/icon.png') }),
    webPreferences: {
      preload: join(app.getAppPath(), 'out/preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.webContents.on('did-finish-load', () => handPort(window, lab))
  load(window, hash)
  return window
}

/** Gives a window's page a new port to the lab, if there is a lab that answers and a page to listen. */
export function handPort({ webContents }: BrowserWindow, lab: PortSource): void {
  if (webContents.isLoadingMainFrame()) return
  const port = lab.openPort()
  if (port) webContents.postMessage(portMessage, null, [port])
}

/** Brings a window to the front, on another screen of the bench if `hash` names one. The page is not loaded again. */
export function showWindow(window: BrowserWindow, hash?: string): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
  // The address that is shown already would be loaded anew.
  if (hash !== undefined && window.webContents.getURL() !== benchPage + hash) load(window, hash)
}

/** Loads the page or, where it is loaded, goes to another screen of it. */
function load(window: BrowserWindow, hash: string): void {
  // One that is overtaken by the next rejects.
  window.loadURL(benchPage + hash).catch(() => undefined)
}

/** The study that a window shows; undefined: none. */
export function shownStudy({ webContents }: BrowserWindow): number | undefined {
  const [, id] = /#\/study\/(\d+)/.exec(webContents.getURL()) ?? []
  return id === undefined ? undefined : Number(id)
}
