/**
 * Decides when a checkpoint is due: at the end of an epoch after a second, within one after a minute, and so rarely
 * that writing takes at most about two percent of the time. It does not affect the bits.
 */
export class CheckpointClock {
  private readonly now: () => number
  private last: number
  private costMs = 0

  /** `now`: milliseconds from any origin. */
  constructor(now: () => number) {
    this.now = now
    this.last = now()
  }

  isDue(epochEnds: boolean): boolean {
    const since = this.now() - this.last
    return since >= (epochEnds ? 1000 : 60_000) && since >= 50 * this.costMs
  }

  /** Runs and times `write`, which writes a checkpoint. */
  async time<T>(write: () => Promise<T>): Promise<T> {
    const began = this.now()
    const result = await write()
    this.last = this.now()
    this.costMs = this.last - began
    return result
  }
}
