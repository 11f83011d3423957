/** Milliseconds between two beats of a pulse. */
export const beatMs = 1000
/** A shorter gap may just be a busy machine. */
const shortestSleepMs = 5000

/** Beats once every `beatMs` while this process can run at all, however busy its main thread is. */
export interface Pulse {
  /** Number of beats so far. */
  readonly beats: number
}

/** A pulse for a thread with shared memory, which adds 1 to the first element of `count` per beat. */
export class SharedPulse implements Pulse {
  readonly count = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  get beats(): number {
    return Atomics.load(this.count, 0)
  }
}

/**
 * A clock that stops while the machine sleeps or the process is suspended. System clocks differ: Linux's stops in
 * standby, those of macOS and Windows do not, and a suspended process or frozen virtual machine finds the time elapsed
 * everywhere.
 */
export class AwakeClock {
  readonly #pulse: Pulse
  readonly #clock: () => number
  #at: number
  #beats: number
  #awake = 0

  constructor(pulse: Pulse, clock = () => performance.now()) {
    this.#pulse = pulse
    this.#clock = clock
    this.#at = clock()
    this.#beats = pulse.beats
  }

  /**
   * Milliseconds awake since construction, accurate to one beat for each sleep between this reading and the previous
   * one.
   */
  now(): number {
    const [at, { beats }] = [this.#clock(), this.#pulse]
    const passed = at - this.#at
    const lived = (beats - this.#beats + 1 / 2) * beatMs
    // Beats are late under heavy load, but not by more than half of them.
    const hasSlept = passed - lived > shortestSleepMs && passed > 2 * lived
    this.#awake += hasSlept ? lived : passed
    this.#at = at
    this.#beats = beats
    return this.#awake
  }
}
