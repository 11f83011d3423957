import type { QueueStatus } from '#shared/contract/queue.ts'
import { readChoices } from '../program/desktopMemory.ts'
import type { LabClient } from '../labs/labClient.ts'
import { onBattery } from './onBattery.ts'

/** Stops the queue while the computer runs on battery, if the user wants that, and restarts it afterwards. */
export class BatteryCare {
  readonly #changed: (waits: boolean) => void
  /** Whether the queue was stopped here; 'stopping' until the stop has been observed. */
  #state: 'free' | 'stopping' | 'waiting' = 'free'
  /** The user has restarted the queue, so it is left alone until the next time on battery. */
  #isOverruled = false
  #isAsking = false

  /** `changed`: called when the queue starts or stops waiting for mains power. */
  constructor(changed: (waits: boolean) => void) {
    this.#changed = changed
  }

  /** Whether the queue was stopped to save battery. */
  get waits(): boolean {
    return this.#state !== 'free'
  }

  /** Checks the power and stops or starts the queue as needed. */
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
    // A status requested before the stop may arrive after it.
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
