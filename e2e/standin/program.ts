import { mkdirSync, readlinkSync, readFileSync, rmSync, symlinkSync, writeFileSync, watch, readdirSync } from 'node:fs'
import { EventEmitter } from 'node:events'
import { homedir, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { orderOfQuitting, secondInstanceWords, switchValue } from '#main/hosts/electron/testing/rules.ts'
import { Chromium } from './devtools.ts'
import { newEvent } from './event.ts'
import { sessionsAreReady } from './session.ts'

let running: Chromium | undefined
/** The Chromium that renders the windows' pages. */
export const chromium = (): Chromium => running!

/** A window as seen by the program. */
export interface Closable {
  close(): void
  destroy(): void
}
/** All windows, in creation order. */
export const windows = new Set<Closable>()

const root = join(import.meta.dirname, '../..')

class App extends EventEmitter {
  name = 'regnet-lab-bench'
  isPackaged = false
  readonly #paths = new Map<string, string>([
    ['home', homedir()],
    ['temp', tmpdir()],
    ['appData', join(homedir(), '.config')],
    ['downloads', join(homedir(), 'Downloads')],
    ['exe', process.execPath],
  ])
  #isReady = false
  #isQuitting = false
  #isEnding = false
  #hasLock = false
  #becomeReady!: () => void
  readonly #ready = new Promise<void>((resolve) => (this.#becomeReady = resolve))
  /** Command lines with which the program restarts after its end. */
  readonly #relaunches: string[][] = []
  /** Restarts the program; does nothing unless its parent provides it. */
  startAgain: (words: readonly string[]) => Promise<void> = () => Promise.resolve()
  readonly recentDocuments: string[] = []
  badgeCount = 0

  readonly commandLine = {
    getSwitchValue: (name: string) => switchValue(process.argv, name) ?? '',
    hasSwitch: (name: string) => switchValue(process.argv, name) !== undefined,
    appendSwitch: () => undefined,
  }
  getName = () => this.name
  setName = (name: string) => void (this.name = name)
  getVersion = () => (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
  getAppPath = () => root
  getPath(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }
  setPath(name: string, path: string): void {
    mkdirSync(path, { recursive: true })
    this.#paths.set(name, path)
  }
  setAppLogsPath = (path?: string) => this.setPath('logs', path ?? join(this.getPath('userData'), 'logs'))
  getPreferredSystemLanguages = () => ['en-US']
  getLocale = () => 'en-US'
  getSystemLocale = () => 'en-US'
  getLocaleCountryCode = () => 'US'
  getGPUFeatureStatus = () => ({})
  isReady = () => this.#isReady
  whenReady = () => this.#ready
  addRecentDocument = (path: string) => void this.recentDocuments.push(path)
  clearRecentDocuments = () => void this.recentDocuments.splice(0)
  setBadgeCount = (count: number) => ((this.badgeCount = count), true)
  focus(): void {
    // A visible window already has the focus.
  }
  // For other systems, or only in the native program.
  setAppUserModelId = () => undefined
  setAboutPanelOptions = () => undefined
  setJumpList = () => 'ok'
  setUserTasks = () => true
  enableSandbox = () => undefined
  disableHardwareAcceleration = () => undefined

  /**
   * The first instance creates a link in the program's folder; another one leaves its arguments there and is refused.
   */
  requestSingleInstanceLock(): boolean {
    if (this.#hasLock) return true
    const folder = this.getPath('userData')
    const lock = join(folder, 'SingletonLock')
    for (;;) {
      try {
        symlinkSync(`${hostname()}-${process.pid}`, lock)
        this.#hasLock = true
        this.once('will-finish', () => rmSync(lock, { force: true }))
        return true
      } catch (error) {
        // The disk does not support links: same answer, and nobody to notify.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
        if (isRunning(Number(/\d+$/.exec(readlinkSync(lock))?.[0]))) {
          const said = { words: process.argv, folder: process.cwd() }
          writeFileSync(join(folder, `SecondInstance-${process.pid}`), JSON.stringify(said))
          return false
        }
        rmSync(lock)
      }
    }
  }
  hasSingleInstanceLock = () => this.#hasLock
  releaseSingleInstanceLock(): void {
    this.#hasLock = false
    rmSync(join(this.getPath('userData'), 'SingletonLock'), { force: true })
  }

  /** Passes on the arguments of further instances from now on. */
  #hearOthers(): void {
    const folder = this.getPath('userData')
    const heard = new Set<string>()
    watch(folder, () => {
      for (const name of readdirSync(folder).filter((entry) => /^SecondInstance-\d+$/.test(entry))) {
        if (heard.has(name)) continue
        const text = readFileSync(join(folder, name), 'utf8')
        // It is still being written.
        if (!text.endsWith('}')) continue
        heard.add(name)
        rmSync(join(folder, name))
        const said = JSON.parse(text) as { words: string[]; folder: string }
        this.emit('second-instance', newEvent(), secondInstanceWords(said.words), said.folder, null)
      }
    }).unref()
  }

  /** Starts Chromium over the program's folder, after the script has run. */
  async startChromium(): Promise<Chromium> {
    running = new Chromium(join(this.getPath('userData'), 'chromium'), ['MessagePortCloseEvent'])
    await running.browser.send('Browser.getVersion')
    return running
  }
  becomeReady(): void {
    this.#isReady = true
    sessionsAreReady()
    if (this.#hasLock) this.#hearOthers()
    this.#becomeReady()
    this.emit('ready', newEvent(), {})
  }

  quit(): void {
    if (this.#isQuitting) return
    const [before] = orderOfQuitting
    const event = newEvent()
    this.emit(before, event)
    if (event.defaultPrevented) return
    // There is nothing to close yet.
    this.#isQuitting = true
    if (windows.size === 0) this.#willQuit()
    else for (const window of [...windows]) window.close()
  }
  exit(code = 0): void {
    for (const window of [...windows]) window.destroy()
    this.#finish(code)
  }
  /** Each call starts one more instance after the end, by default with this one's command line. */
  relaunch({ args = process.argv.slice(1) }: { args?: string[] } = {}): void {
    this.#relaunches.push(args)
  }
  /** A window has prevented its closing, which cancels quitting. */
  windowStays = () => void (this.#isQuitting = false)
  windowIsGone(window: Closable): void {
    windows.delete(window)
    if (windows.size > 0) return
    if (this.#isQuitting) this.#willQuit()
    else this.emit('window-all-closed')
  }
  #willQuit(): void {
    const [, , will] = orderOfQuitting
    const event = newEvent()
    this.emit(will, event)
    if (event.defaultPrevented) this.#isQuitting = false
    else this.#finish(0)
  }
  #finish(code: number): void {
    if (this.#isEnding) return
    this.#isEnding = true
    this.emit('quit', newEvent(), code)
    this.emit('will-finish')
    running?.process.removeAllListeners('exit')
    void this.#leave(code)
  }
  async #leave(code: number): Promise<void> {
    await running?.close()
    for (const words of this.#relaunches) await this.startAgain(words)
    process.exit(code)
  }
}

export const app = new App()

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
