import { EventEmitter } from 'node:events'
import { shutdownIsHeard } from '#main/hosts/electron/testing/rules.ts'
import { newEvent } from './event.ts'
import { app } from './program.ts'
import { all } from './webContents.ts'

/** Desktop services for programs. Nothing is shown; requests are recorded for journeys. */
export const requests: { what: string; of: string }[] = []

/** Weak, as Electron itself holds no reference: only the program's own keeps one alive. */
const shown: WeakRef<Notification>[] = []
export class Notification extends EventEmitter {
  readonly title: string
  readonly body: string
  static isSupported = () => true
  static handleActivation = () => undefined
  constructor({ title = '', body = '' }: { title?: string; body?: string } = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create Notification before app is ready')
    this.title = title
    this.body = body
  }
  show(): void {
    shown.push(new WeakRef(this))
    requests.push({ what: 'notification', of: this.title })
    this.emit('show', newEvent())
  }
  close(): void {
    this.emit('close', newEvent())
  }
}
/** Clicks the notification with that title; returns whether any object of the program is left to handle it. */
export function clickNotification(title: string): boolean {
  globalThis.gc?.()
  const notification = shown.map((ref) => ref.deref()).findLast((left) => left?.title === title)
  return notification?.emit('click', newEvent()) ?? false
}

class PowerMonitor extends EventEmitter {
  readonly #added: string[] = []
  constructor() {
    super()
    this.on('newListener', (event: string) => this.#added.push(event))
  }
  onBatteryPower = false
  isOnBatteryPower = () => this.onBatteryPower
  /** Shuts the system down; returns whether the program delays it. Without listeners nothing is emitted. */
  shutDown(): boolean {
    if (!shutdownIsHeard(this.#added)) return false
    const event = newEvent()
    this.emit('shutdown', event)
    return event.defaultPrevented
  }
}
export const powerMonitor = new PowerMonitor()

class NativeTheme extends EventEmitter {
  #source: 'system' | 'light' | 'dark' = 'system'
  get themeSource() {
    return this.#source
  }
  set themeSource(source) {
    this.#source = source
    for (const contents of all) contents.showTheme(this.shouldUseDarkColors ? 'dark' : 'light')
    this.emit('updated', newEvent())
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}
export const nativeTheme = new NativeTheme()

const blockers = new Set<number>()
let lastBlocker = 0
export const powerSaveBlocker = {
  start(): number {
    blockers.add(++lastBlocker)
    return lastBlocker
  },
  stop: (id: number) => blockers.delete(id),
  isStarted: (id: number) => blockers.has(id),
}

const trays: Tray[] = []
/** An icon in the notification area. */
export class Tray extends EventEmitter {
  menu: unknown = null
  toolTip = ''
  #isDestroyed = false
  constructor() {
    super()
    trays.push(this)
  }
  setContextMenu = (menu: unknown) => void (this.menu = menu)
  setToolTip = (text: string) => void (this.toolTip = text)
  setImage = () => undefined
  setTitle = () => undefined
  popUpContextMenu = () => undefined
  isDestroyed = () => this.#isDestroyed
  destroy = () => void (this.#isDestroyed = true)
}
/** The visible icon, or undefined. */
export const shownTray = (): Tray | undefined => trays.findLast((tray) => !tray.isDestroyed())

const opened = (what: string) => (of: string) => {
  requests.push({ what, of })
  return Promise.resolve('')
}
export const shell = {
  openExternal: opened('openExternal'),
  openPath: opened('openPath'),
  showItemInFolder: (path: string) => void opened('showItemInFolder')(path),
  trashItem: opened('trashItem'),
  beep: () => undefined,
}

let copied = ''
export const clipboard = {
  readText: () => copied,
  writeText: (text: string) => void (copied = text),
}
export const crashReporter = { start: () => undefined, getUploadToServer: () => false }
export const screen = {
  getAllDisplays: () => [{ id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 } }],
  getPrimaryDisplay: () => screen.getAllDisplays()[0],
}
const image = { isEmpty: () => false, setTemplateImage: () => undefined, resize: () => image }
export const nativeImage = {
  createFromPath: () => image,
  createEmpty: () => image,
  createFromBuffer: () => image,
  createFromDataURL: () => image,
}
