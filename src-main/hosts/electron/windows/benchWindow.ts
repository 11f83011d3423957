import { app, BrowserWindow, nativeTheme, type MessagePortMain } from 'electron'
import { join } from 'node:path'
import { desktopMessage, portMessage } from '#shared/contract/portMessage.ts'
import { benchPage } from './appProtocol.ts'

/** Where a window gets its ports. */
export interface PortSource {
  /** A port to the lab; undefined if no lab answers. */
  lab(): MessagePortMain | undefined
  /** A port to the program, for this window. */
  desktop(window: BenchWindow): MessagePortMain
}

/** The page's background colours, which keep a new window from flashing. */
const backgrounds = { light: '#ffffff', dark: '#0f1115' }

/** Offset of a window from the one it was opened from, in pixels. */
const cascade = 24

/** A window of the bench, whose page receives its ports whenever it has loaded. */
export class BenchWindow {
  readonly window: BrowserWindow
  /** From 1, unique among open windows. Electron stores a window's bounds under it. */
  readonly number: number
  readonly #ports: PortSource
  /** The study that its page reports as open; undefined: none. */
  study: number | undefined
  /** Whether the page has loaded and listens. Electron still reports loading at that time. */
  #isListening = false

  /** Opens on the screen named by `hash`; `before`: the window it is opened from. */
  constructor(
    ports: PortSource,
    { hash = '#/', number = 1, before }: { hash?: string; number?: number; before?: BrowserWindow } = {},
  ) {
    this.#ports = ports
    this.number = number
    const window = new BrowserWindow({
      // Under this name Electron stores size, position and display mode, and restores them onto an available screen.
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
    // Not when a navigation starts: a prevented one leaves the page as it is.
    webContents.on('did-navigate', () => (this.#isListening = false))
    webContents.on('render-process-gone', () => (this.#isListening = false))
    webContents.on('did-finish-load', () => {
      this.#isListening = true
      webContents.postMessage(desktopMessage, null, [ports.desktop(this)])
      this.handPort()
    })
    this.#load(hash)
  }

  /** Gives the page a new port to the lab, if a lab answers and the page is listening. */
  handPort(): void {
    if (!this.#isListening) return
    const port = this.#ports.lab()
    if (port) this.window.webContents.postMessage(portMessage, null, [port])
  }

  /** Brings the window to the front, on another screen of the bench if `hash` names one. Does not reload the page. */
  show(hash?: string): void {
    const { window } = this
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    // Loading the current address would reload the page.
    if (hash !== undefined && window.webContents.getURL() !== benchPage + hash) this.#load(hash)
  }

  /** Loads the page or, if it is loaded, navigates to another of its screens. */
  #load(hash: string): void {
    // Rejects if the next navigation overtakes it.
    this.window.loadURL(benchPage + hash).catch(() => undefined)
  }
}

/** The position of a window that does not cover the previous one. */
function beside(window: Pick<BrowserWindow, 'getNormalBounds'>): {
  x: number
  y: number
  width: number
  height: number
} {
  const { x, y, width, height } = window.getNormalBounds()
  return { x: x + cascade, y: y + cascade, width, height }
}
