import type { QueueStatus } from '#shared/contract/queue.ts'
import { readChoices } from '../program/desktopMemory.ts'
import type { LabClient } from '../labs/labClient.ts'
import { onBattery } from './onBattery.ts'

/** Stops the queue while the computer runs on its battery, if the user wants that, and starts it again after. */
export class BatteryCare {
  readonly #changed: (waits: boolean) => void
  /** Whether the queue was stopped here; 'stopping' until it is seen to have stopped. */
  #state: 'free' | 'stopping' | 'waiting' = 'free'
  /** The user has started the queue all the same: it is left alone until the battery is used the next time. */
  #isOverruled = false
  #isAsking = false

  /** `changed`: the queue waits for mains power now, or no longer does. */
  constructor(changed: (waits: boolean) => void) {
    this.#changed = changed
  }

  /** Whether the queue was stopped for the battery's sake. */
  get waits(): boolean {
    return this.#state !== 'free'
  }

  /** Looks at the power and does what is to be done with the queue. */
  async follow(status: QueueStatus, lab: LabClient): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    try {
      await this.#follow(status, lab)
    } finally {
      this.#isAsking = false
    }
  }

  async #follow({ isRunning, active, runs }: QueueStatus, lab: LabClient): Promise<void> {
    // What was asked before it was stopped may be heard after.
    if (this.#state === 'stopping' && !isRunning) this.#state = 'waiting'
    if (this.#state === 'waiting' && isRunning) {
      this.#isOverruled = true
      this.#become('free')
    }
    if (!readChoices().sparesBattery || !onBattery()) {
      this.#isOverruled = false
      if (!this.waits) return
      await lab.queue.start()
      this.#become('free')
      return
    }
    const works = isRunning && (active.length > 0 || runs.queued > 0)
    if (!works || this.#isOverruled || this.waits) return
    await lab.queue.stop()
    this.#become('stopping')
  }

  #become(state: 'free' | 'stopping'): void {
    this.#state = state
    this.#changed(this.waits)
  }
}
