/**
 * When the next checkpoint is worth its time: at the end of an epoch after a second, within one after a minute, and
 * never so often that writing takes more than about two percent. Bits do not depend on it.
 */
export class CheckpointClock {
  private readonly now: () => number
  private last: number
  private costMs = 0

  /** `now`: milliseconds from any beginning. */
  constructor(now: () => number) {
    this.now = now
    this.last = now()
  }

  isDue(epochEnds: boolean): boolean {
    const since = this.now() - this.last
    return since >= (epochEnds ? 1000 : 60_000) && since >= 50 * this.costMs
  }

  /** Runs `write`, which writes a checkpoint. */
  time<T>(write: () => T): T {
    const began = this.now()
    const result = write()
    this.last = this.now()
    this.costMs = this.last - began
    return result
  }
}
