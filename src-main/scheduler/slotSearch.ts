/** Mean speed of a run in images per second. */
interface Speed {
  samples: number
  sum: number
}

/** Runs at once that a device begins with: one may compute while the host prepares the other's batch. */
const firstSlots = 2
/** Samples of a run's speed that make a measurement: trainers report at most twice a second. */
const enoughSamples = 4
/** Least gain in images per second of all runs that is worth another slot: below it lies the noise of measuring. */
const leastGain = 1.05
/** Inconclusive trials of a slot before the search ends. */
const mostTrials = 3

const meanOf = ({ samples, sum }: Speed) => sum / samples

/**
 * Searches the number of runs at once that trains most images per second on one device. Runs differ in size, so the
 * same runs are compared before and after a slot is added: if k of them keep a share r of their speed beside one more,
 * the device trains r * (k + 1) / k times as many images. A slot without a gain is given up and the search ends; the run
 * in it may finish. Deterministic; knows neither clock nor device.
 */
export class SlotSearch {
  #slots: number
  #most: number
  #isSettled = false
  #trials = 0
  /** Speeds before the last slot was added; null while they are being measured. */
  #before: ReadonlyMap<number, Speed> | null = null
  /** Speeds with the present number of slots. */
  #now = new Map<number, Speed>()
  /** Runs whose next sample began with another number of runs. */
  readonly #mixed = new Set<number>()
  /** Runs that were measured with and without the last slot and have ended. */
  readonly #gone = new Set<number>()

  constructor(most: number) {
    this.#most = most
    this.#slots = Math.min(firstSlots, most)
  }

  /** Runs to train at once, at least 1. */
  get slots(): number {
    return this.#slots
  }

  /** Whether the speeds at the present number of slots are known, so that another can be tried by `grow`. */
  get isMeasured(): boolean {
    if (this.#isSettled || this.#before !== null || this.#slots >= this.#most) return false
    return this.#measured(this.#now).length >= this.#slots
  }

  /** Takes a sample of a run's speed, measured while `training` runs trained on the device. */
  sample(runId: number, imagesPerSecond: number, training: number): void {
    if (this.#isSettled) return
    if (training !== this.#slots) {
      this.#mixed.add(runId)
      return
    }
    const speed = this.#now.get(runId)
    const isMixed = this.#mixed.delete(runId)
    if (!speed) this.#now.set(runId, { samples: 0, sum: 0 })
    if (!speed || isMixed || !(imagesPerSecond > 0)) return
    speed.samples++
    speed.sum += imagesPerSecond
    this.#judge()
  }

  /** Forgets a run that has ended. */
  ended(runId: number): void {
    this.#mixed.delete(runId)
    if (this.#before !== null && this.#isMeasuredNow(runId)) {
      this.#gone.add(runId)
      return
    }
    this.#now.delete(runId)
    if (!this.#before?.has(runId)) return
    this.#before = new Map([...this.#before].filter(([id]) => id !== runId))
    // The runs that could be compared have ended.
    if (this.#before.size < this.#enoughPairs) this.#giveUp(++this.#trials >= mostTrials)
  }

  /** Tries one slot more; call it if `isMeasured`. */
  grow(): void {
    this.#before = new Map(this.#measured(this.#now))
    this.#now = new Map()
    this.#slots++
  }

  /** Ends the search at the present number of slots. */
  settle(): void {
    this.#isSettled = true
  }

  /** Lowers the number of slots that memory allows. */
  limit(most: number): void {
    this.#most = Math.max(1, Math.min(this.#most, most))
    if (this.#slots <= this.#most) return
    this.#slots = this.#most
    this.settle()
  }

  get #enoughPairs(): number {
    return Math.ceil((this.#slots - 1) / 2)
  }

  #isMeasuredNow(runId: number): boolean {
    return (this.#now.get(runId)?.samples ?? 0) >= enoughSamples
  }

  #measured(speeds: ReadonlyMap<number, Speed>): [number, Speed][] {
    return [...speeds].filter(([, { samples }]) => samples >= enoughSamples)
  }

  /** Decides on the last slot once enough runs are measured with and without it. */
  #judge(): void {
    const before = this.#before
    if (before === null) return
    const shares = this.#measured(this.#now).flatMap(([id, now]) => {
      const then = before.get(id)
      return then ? [Math.log(meanOf(now) / meanOf(then))] : []
    })
    if (shares.length < this.#enoughPairs) return
    const share = Math.exp(shares.reduce((sum, log) => sum + log, 0) / shares.length)
    if ((share * this.#slots) / (this.#slots - 1) < leastGain) {
      this.#giveUp(true)
      return
    }
    this.#before = null
    this.#trials = 0
    for (const id of this.#gone) this.#now.delete(id)
    this.#gone.clear()
  }

  /** Gives up the last slot, for good or until the speeds without it have been measured anew. */
  #giveUp(forGood: boolean): void {
    this.#slots--
    this.#before = null
    this.#now = new Map()
    this.#gone.clear()
    if (forGood) this.settle()
  }
}
