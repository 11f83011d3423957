/** Time that a chunk of steps should take at most, in milliseconds: a request to stop waits no longer. */
const targetMs = 200

/** Chooses how many steps to take at once, from the time of the last. It does not affect the bits. */
export class ChunkLength {
  /** Number of steps for the next chunk, at least 1. */
  length = 1

  /** Call after each chunk of `steps` steps. The length at most doubles, since a device's first steps are not typical. */
  took(steps: number, ms: number): void {
    const fitting = ms > 0 ? Math.floor((targetMs * steps) / ms) : Infinity
    this.length = Math.max(1, Math.min(fitting, Math.max(this.length, 2 * steps)))
  }
}
