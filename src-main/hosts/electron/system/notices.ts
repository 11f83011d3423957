import { Notification } from 'electron'
import { readChoices } from '../program/desktopMemory.ts'

export interface Notice {
  title: string
  body: string
  /** The screen shown on a click. */
  hash: string
}

/** System notifications about training while no window is focused. */
export class Notices {
  readonly #isWatched: () => boolean
  readonly #show: (hash?: string) => void
  /** Electron references notifications weakly: without another reference, one loses its click handler. */
  readonly #open = new Set<Notification>()

  /** `isWatched`: whether a window has the focus; `show`: brings one to the front. */
  constructor(isWatched: () => boolean, show: (hash?: string) => void) {
    this.#isWatched = isWatched
    this.#show = show
    // Windows keeps notifications after the program has ended, and starts it again on a click.
    if (process.platform === 'win32') Notification.handleActivation(() => show())
  }

  /**
   * Notifies the user, unless a window is focused or the user wants no notifications. `evenIfWatched`: the focused
   * window is about to close.
   */
  tell({ title, body, hash }: Notice, { evenIfWatched = false } = {}): void {
    if ((this.#isWatched() && !evenIfWatched) || !readChoices().notifies || !Notification.isSupported()) return
    const notification = new Notification({ title, body })
    const forget = () => void this.#open.delete(notification)
    this.#open.add(notification)
    notification.on('click', () => {
      forget()
      this.#show(hash)
    })
    notification.on('close', forget)
    notification.on('failed', forget)
    notification.show()
  }
}
