import { Notification } from 'electron'
import { readChoices } from '../program/desktopMemory.ts'

export interface Notice {
  title: string
  body: string
  /** The screen that a click shows. */
  hash: string
}

/** What the system's notifications tell of training while nobody looks at a window. */
export class Notices {
  readonly #isWatched: () => boolean
  readonly #show: (hash?: string) => void
  /** Electron holds a notification weakly: one that nobody else knows forgets that it was clicked. */
  readonly #open = new Set<Notification>()

  /** `isWatched`: whether a window has the focus; `show`: brings one to the front. */
  constructor(isWatched: () => boolean, show: (hash?: string) => void) {
    this.#isWatched = isWatched
    this.#show = show
    // Windows keeps notifications when the program that made them is gone, and starts it anew for a click.
    if (process.platform === 'win32') Notification.handleActivation(() => show())
  }

  /**
   * Tells the user, unless a window is looked at or the user does not want it. `evenIfWatched`: the window that is looked
   * at is about to go.
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
