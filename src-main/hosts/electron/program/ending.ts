import { app, type RelaunchOptions } from 'electron'
import type { QueueStatus } from '#shared/contract/queue.ts'
import type { Texts } from '../texts/texts.ts'
import { confirmQuit } from './confirmQuit.ts'

export interface EndingOptions {
  texts: () => Texts
  /** What the queue does; undefined: no lab answers. */
  status: () => Promise<QueueStatus | undefined>
  /** Ends all that the program does; resolves when the lab has ended. */
  end: () => Promise<void>
}

/** How the program ends: after the user was asked, when the queue is done, or at once; and whether it starts again. */
export class Ending {
  readonly #options: EndingOptions
  #stage: 'asking' | 'finishing' | 'closing' | 'closed' | undefined
  /** How the program starts when it has ended, if the user wants that. */
  #relaunch: RelaunchOptions | undefined

  constructor(options: EndingOptions) {
    this.#options = options
  }

  /** Whether the program ends or has ended, and does nothing else any more. */
  get hasBegun(): boolean {
    return this.#stage === 'closing' || this.#stage === 'closed'
  }

  /** Whether nothing is left to do but to quit. */
  get isDone(): boolean {
    return this.#stage === 'closed'
  }

  /** Whether the program is to end when the queue is done. */
  get waitsForQueue(): boolean {
    return this.#stage === 'finishing'
  }

  /** Whether the program may end now; if not, the user is asked and it ends later or stays. */
  mayQuit(): boolean {
    if (this.#stage === 'closed') return true
    if (this.#stage === undefined || this.#stage === 'finishing') void this.#askAndQuit()
    return false
  }

  /** Pauses what trains, ends the lab and then the program. */
  async close(): Promise<void> {
    if (this.hasBegun) return
    this.#stage = 'closing'
    await this.#options.end()
    this.#stage = 'closed'
    if (this.#relaunch) app.relaunch(this.#relaunch)
    app.quit()
  }

  /** Once it has ended, the program starts again: as it was started, unless another way is set. */
  startAgain(): void {
    this.#relaunch ??= {}
  }

  /** Ends the program and starts it so. */
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
