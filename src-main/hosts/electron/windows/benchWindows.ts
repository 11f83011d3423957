import { BrowserWindow } from 'electron'
import { BenchWindow, type PortSource } from './benchWindow.ts'

/** The open windows of the bench. */
export class BenchWindows {
  readonly #ports: PortSource
  /** Called with each new window, before its page loads. */
  readonly #onOpen: (window: BenchWindow) => void
  /** In the order of their last focus, the latest last. */
  readonly #open: BenchWindow[] = []

  constructor(ports: PortSource, onOpen: (window: BenchWindow) => void) {
    this.#ports = ports
    this.#onOpen = onOpen
  }

  get all(): readonly BenchWindow[] {
    return this.#open
  }

  /** The window that has or last had the focus; undefined if none is open. */
  get current(): BenchWindow | undefined {
    return this.#open.at(-1)
  }

  /** Whether one of them has the focus. */
  get hasFocus(): boolean {
    return BrowserWindow.getFocusedWindow() !== null
  }

  /** Opens another window. */
  open(hash?: string): BenchWindow {
    const numbers = new Set(this.#open.map(({ number }) => number))
    let number = 1
    while (numbers.has(number)) number++
    const before = this.current?.window
    const opened = new BenchWindow(this.#ports, {
      ...{ number, ...(hash !== undefined && { hash }), ...(before && { before }) },
    })
    const { window } = opened
    this.#open.push(opened)
    window.on('focus', () => {
      this.#remove(opened)
      this.#open.push(opened)
    })
    window.on('closed', () => this.#remove(opened))
    this.#onOpen(opened)
    return opened
  }

  /** Shows the current window, or a new one, on the screen named by `hash`. */
  show(hash?: string): BenchWindow {
    const { current } = this
    if (!current) return this.open(hash)
    current.show(hash)
    return current
  }

  #remove(window: BenchWindow): void {
    const at = this.#open.indexOf(window)
    if (at >= 0) this.#open.splice(at, 1)
  }
}
