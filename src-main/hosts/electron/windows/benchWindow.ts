import { app, BrowserWindow, nativeTheme, type MessagePortMain } from 'electron'
import { join } from 'node:path'
import { desktopMessage, portMessage } from '#shared/contract/portMessage.ts'
import { benchPage } from './appProtocol.ts'

/** Where a window's ports come from. */
export interface PortSource {
  /** A port to the lab; undefined while none answers. */
  lab(): MessagePortMain | undefined
  /** A port to the program, for this window. */
  desktop(window: BenchWindow): MessagePortMain
}

/** The page's own background, so that a window never flashes. */
const backgrounds = { light: '#ffffff', dark: '#0f1115' }

/** How far a window lies from the one that it was opened from, pixels. */
const cascade = 24

/** A window of the bench, whose page is handed its ports whenever it has loaded. */
export class BenchWindow {
  readonly window: BrowserWindow
  /** From 1; of two that are open no two have the same. Electron knows a window's place by it. */
  readonly number: number
  readonly #ports: PortSource
  /** The study that its page works with, as it says; undefined: none. */
  study: number | undefined
  /** Whether the page has loaded, and listens. Electron's own word for it says that it loads still when it has. */
  #isListening = false

  /** On the screen that `hash` names; `before`: the window that it is opened from. */
  constructor(
    ports: PortSource,
    { hash = '#/', number = 1, before }: { hash?: string; number?: number; before?: BrowserWindow } = {},
  ) {
    this.#ports = ports
    this.number = number
    const window = new BrowserWindow({
      // By its name Electron keeps size, place and display mode, and brings them back onto a screen that is there.
      name: number === 1 ? 'bench' : `bench-${number}`,
      windowStatePersistence: true,
      width: 1440,
      height: 900,
      ...(number > 1 && before !== undefined ? beside(before) : {}),
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
    this.window = window
    const { webContents } = window
    window.once('ready-to-show', () => window.show())
    // Not when a navigation starts: one that is prevented leaves the page as it is.
    webContents.on('did-navigate', () => (this.#isListening = false))
    webContents.on('render-process-gone', () => (this.#isListening = false))
    webContents.on('did-finish-load', () => {
      this.#isListening = true
      webContents.postMessage(desktopMessage, null, [ports.desktop(this)])
      this.handPort()
    })
    this.#load(hash)
  }

  /** Gives the page a new port to the lab, if there is a lab that answers and a page to listen. */
  handPort(): void {
    if (!this.#isListening) return
    const port = this.#ports.lab()
    if (port) this.window.webContents.postMessage(portMessage, null, [port])
  }

  /** Brings the window to the front, on another screen of the bench if `hash` names one. The page is not loaded again. */
  show(hash?: string): void {
    const { window } = this
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    // The address that is shown already would be loaded anew.
    if (hash !== undefined && window.webContents.getURL() !== benchPage + hash) this.#load(hash)
  }

  /** Loads the page or, where it is loaded, goes to another screen of it. */
  #load(hash: string): void {
    // One that is overtaken by the next rejects.
    this.window.loadURL(benchPage + hash).catch(() => undefined)
  }
}

/** Where a window stands that does not hide the one before it. */
function beside(window: Pick<BrowserWindow, 'getNormalBounds'>): {
  x: number
  y: number
  width: number
  height: number
} {
  const { x, y, width, height } = window.getNormalBounds()
  return { x: x + cascade, y: y + cascade, width, height }
}
