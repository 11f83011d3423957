import { app, type RelaunchOptions } from 'electron'
import type { QueueStatus } from '#shared/contract/queue.ts'
import type { Texts } from '../texts/texts.ts'
import { confirmQuit } from './confirmQuit.ts'

export interface EndingOptions {
  texts: () => Texts
  /** The state of the queue; undefined if no lab answers. */
  status: () => Promise<QueueStatus | undefined>
  /** Ends all activity of the program; resolves when the lab has closed. */
  end: () => Promise<void>
}

/** How the program ends: after asking the user, when the queue is done, or at once; and whether it restarts. */
export class Ending {
  readonly #options: EndingOptions
  #stage: 'asking' | 'finishing' | 'closing' | 'closed' | undefined
  /** How the program restarts after it has ended, if requested. */
  #relaunch: RelaunchOptions | undefined

  constructor(options: EndingOptions) {
    this.#options = options
  }

  /** Whether the program is ending or has ended, and does nothing else. */
  get hasBegun(): boolean {
    return this.#stage === 'closing' || this.#stage === 'closed'
  }

  /** Whether only quitting is left to do. */
  get isDone(): boolean {
    return this.#stage === 'closed'
  }

  /** Whether the program ends when the queue is done. */
  get waitsForQueue(): boolean {
    return this.#stage === 'finishing'
  }

  /** Whether the program may quit now; if not, asks the user, and quits later or stays. */
  mayQuit(): boolean {
    if (this.#stage === 'closed') return true
    if (this.#stage === undefined || this.#stage === 'finishing') void this.#askAndQuit()
    return false
  }

  /** Pauses training, closes the lab and then quits. */
  async close(): Promise<void> {
    if (this.hasBegun) return
    this.#stage = 'closing'
    await this.#options.end()
    this.#stage = 'closed'
    if (this.#relaunch) app.relaunch(this.#relaunch)
    app.quit()
  }

  /** Makes the program restart after it has ended: as it was started, unless other options are set. */
  startAgain(): void {
    this.#relaunch ??= {}
  }

  /** Quits the program and restarts it with these options. */
  closeAndStart(options: RelaunchOptions): Promise<void> {
    this.#relaunch = options
    return this.close()
  }

  async #askAndQuit(): Promise<void> {
    this.#stage = 'asking'
    const answer = await confirmQuit(await this.#options.status(), this.#options.texts())
    if (answer === 'quit') await this.close()
    else this.#stage = answer === 'finishFirst' ? 'finishing' : undefined
  }
}
