/**
 * When the next checkpoint is worth its time: at the end of an epoch after a second, within one after a minute, and
 * never so often that writing takes more than about two percent. Bits do not depend on it.
 */
export class CheckpointClock {
  private last = performance.now()
  private costMs = 0

  isDue(epochEnds: boolean): boolean {
    const since = performance.now() - this.last
    return since >= (epochEnds ? 1000 : 60_000) && since >= 50 * this.costMs
  }

  /** Runs `write`, which writes a checkpoint. */
  time<T>(write: () => T): T {
    const began = performance.now()
    const result = write()
    this.last = performance.now()
    this.costMs = this.last - began
    return result
  }
}
