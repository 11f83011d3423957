import { BrowserWindow } from 'electron'
import { BenchWindow, type PortSource } from './benchWindow.ts'

/** The bench's windows, that are open. */
export class BenchWindows {
  readonly #ports: PortSource
  /** Called with each new window, before its page loads. */
  readonly #onOpen: (window: BenchWindow) => void
  /** The last that had the focus comes last. */
  readonly #open: BenchWindow[] = []

  constructor(ports: PortSource, onOpen: (window: BenchWindow) => void) {
    this.#ports = ports
    this.#onOpen = onOpen
  }

  get all(): readonly BenchWindow[] {
    return this.#open
  }

  /** The one that the user works in, or did last; undefined: none is open. */
  get current(): BenchWindow | undefined {
    return this.#open.at(-1)
  }

  /** Whether one of them has the focus. */
  get hasFocus(): boolean {
    return BrowserWindow.getFocusedWindow() !== null
  }

  /** One more. */
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

  /** Brings the current one to the front, or a new one, on the screen that `hash` names. */
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
