import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { destroyed } from '#main/hosts/electron/testing/rules.ts'
import { newEvent } from './event.ts'
import { app, windows } from './program.ts'
import { session as sessions, type Session } from './session.ts'
import { WebContents } from './webContents.ts'

interface Bounds {
  x: number
  y: number
  width: number
  height: number
}
interface WindowOptions extends Partial<Bounds> {
  show?: boolean
  title?: string
  webPreferences?: { preload?: string; session?: Session; partition?: string; javascript?: boolean }
}

let made = 0
let focused: BrowserWindow | null = null

/** A window: a Chromium page, visible or not. */
export class BrowserWindow extends EventEmitter {
  readonly id = ++made
  readonly options: WindowOptions
  readonly webContents: WebContents
  /** Progress in [0, 1]; -1: none. */
  progress = -1
  #title: string
  #isVisible = false
  #isMinimized = false
  #isMaximized = false
  #isFullScreen = false
  #isDestroyed = false
  #bounds: Bounds

  constructor(options: WindowOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    this.options = options
    const { width = 800, height = 600, x = 0, y = 0, title = app.name, show = true, webPreferences = {} } = options
    const { preload, session, partition, javascript } = webPreferences
    this.#title = title
    this.#bounds = { x, y, width, height }
    this.webContents = new WebContents({
      ...{
        width,
        height,
        session: session ?? (partition === undefined ? sessions.defaultSession : sessions.fromPartition(partition)),
      },
      ...(preload !== undefined && { preload: readFileSync(preload, 'utf8') }),
      ...(javascript !== undefined && { javascript }),
    })
    windows.add(this)
    app.emit('web-contents-created', newEvent(), this.webContents)
    app.emit('browser-window-created', newEvent(), this)
    this.webContents.once('ready-to-show', () => {
      if (!this.#isVisible && !this.#isDestroyed) this.emit('ready-to-show')
    })
    this.webContents.once('destroyed', () => this.#gone())
    this.webContents.on('page-title-updated', (_event, text: string) => {
      const event = newEvent()
      this.emit('page-title-updated', event, text, true)
      if (!event.defaultPrevented) this.#title = text
    })
    if (show) this.show()
  }

  static getAllWindows = () => [...windows] as BrowserWindow[]
  static getFocusedWindow = () => focused
  static fromId = (id: number) => BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null
  static fromWebContents = (contents: unknown) =>
    BrowserWindow.getAllWindows().find(({ webContents }) => webContents === contents) ?? null

  loadURL = (url: string) => this.webContents.loadURL(url)
  reload = () => this.webContents.reload()
  show(): void {
    if (!this.#isVisible) {
      this.#isVisible = true
      this.emit('show')
    }
    this.focus()
  }
  showInactive(): void {
    this.#isVisible = true
    this.emit('show')
  }
  hide(): void {
    this.#isVisible = false
    this.emit('hide')
    this.blur()
  }
  focus(): void {
    if (!this.#isVisible || focused === this) return
    focused?.blur()
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the one that has it
    focused = this
    this.webContents.focus()
    this.emit('focus')
    app.emit('browser-window-focus', newEvent(), this)
  }
  blur(): void {
    if (focused !== this) return
    focused = null
    this.emit('blur')
    app.emit('browser-window-blur', newEvent(), this)
  }
  moveTop = () => this.focus()
  minimize(): void {
    this.#isMinimized = true
    this.blur()
    this.emit('minimize')
  }
  restore(): void {
    this.#isMinimized = false
    this.emit('restore')
  }
  maximize = () => void (this.#isMaximized = true)
  unmaximize = () => void (this.#isMaximized = false)
  setFullScreen = (on: boolean) => void (this.#isFullScreen = on)
  isVisible = () => this.#isVisible
  isFocused = () => focused === this
  isMinimized = () => this.#isMinimized
  isMaximized = () => this.#isMaximized
  isFullScreen = () => this.#isFullScreen
  isDestroyed = () => this.#isDestroyed
  getBounds = () => this.#bounds
  getNormalBounds = () => this.#bounds
  getContentBounds = () => this.#bounds
  setBounds = (bounds: Partial<Bounds>) => void (this.#bounds = { ...this.#bounds, ...bounds })
  getTitle = () => this.#title
  setTitle = (title: string) => void (this.#title = title)
  setProgressBar = (share: number) => void (this.progress = share)
  // Invisible here.
  flashFrame = () => undefined
  setBackgroundColor = () => undefined
  setIcon = () => undefined
  setMenuBarVisibility = () => undefined
  setOverlayIcon = () => undefined
  setThumbarButtons = () => true
  setTitleBarOverlay = () => undefined
  setAutoHideMenuBar = () => undefined

  close(): void {
    if (this.#isDestroyed) return
    const event = newEvent()
    this.emit('close', event)
    if (event.defaultPrevented) app.windowStays()
    else this.destroy()
  }
  destroy(): void {
    void this.webContents.destroy()
  }
  #gone(): void {
    if (this.#isDestroyed) return
    this.blur()
    this.#isDestroyed = true
    destroy(this.webContents)
    destroy(this)
    this.emit('closed')
    app.windowIsGone(this)
  }
}

/** From now on every member of Electron's object throws, except for the query whether it is destroyed. */
function destroy(object: EventEmitter): void {
  const own = Object.getOwnPropertyNames(object)
  const inherited = Object.getOwnPropertyNames(Object.getPrototypeOf(object))
  for (const name of new Set([...own, ...inherited])) {
    if (/^(_.*|constructor|isDestroyed)$/.test(name) || name === 'domain') continue
    Object.defineProperty(object, name, {
      configurable: true,
      get() {
        throw destroyed()
      },
    })
  }
  Object.defineProperty(object, 'isDestroyed', { value: () => true })
}
