/** Between two beats of a pulse, in milliseconds. */
export const beatMs = 1000
/** A shorter gap may be a machine that is busy. */
const shortestSleepMs = 5000

/** What beats once every `beatMs` while this process can run at all, however busy its main thread is. */
export interface Pulse {
  /** How often it has beaten. */
  readonly beats: number
}

/** A pulse for a thread that shares its memory: counts how often that added 1 to the first of `count`. */
export class SharedPulse implements Pulse {
  readonly count = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  get beats(): number {
    return Atomics.load(this.count, 0)
  }
}

/**
 * A clock that stands while the machine sleeps or the process is stopped. The clock below it runs on then by what the
 * system makes of it: Linux's stands in standby, those of macOS and Windows do not, and a process that is stopped or whose
 * virtual machine is frozen finds the time gone everywhere.
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

  /** Milliseconds awake since it was made, to a beat for each sleep that fell between this and the reading before. */
  now(): number {
    const [at, { beats }] = [this.#clock(), this.#pulse]
    const passed = at - this.#at
    const lived = (beats - this.#beats + 1 / 2) * beatMs
    // Beats come late where much else is computed, but not only half of them.
    const hasSlept = passed - lived > shortestSleepMs && passed > 2 * lived
    this.#awake += hasSlept ? lived : passed
    this.#at = at
    this.#beats = beats
    return this.#awake
  }
}
