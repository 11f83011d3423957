import { readFileSync, writeFileSync } from 'node:fs'

/** Linux's files about the own process. */
const processFiles = { status: '/proc/self/status', clearRefs: '/proc/self/clear_refs' }

/**
 * The peak memory of this process since the object was created. Linux measures it and can reset it; other systems know
 * only the peak of the whole process, so the largest sample is used.
 */
export class PeakMemory {
  readonly #status: string | null
  #sampled = 0

  constructor({ status, clearRefs } = processFiles) {
    this.#status = resetPeak(clearRefs) ? status : null
    this.sample()
  }

  /** Samples the current memory, if the system does not track the peak. */
  sample(): void {
    if (this.#status === null) this.#sampled = Math.max(this.#sampled, process.memoryUsage.rss())
  }

  get bytes(): number {
    this.sample()
    if (this.#status === null) return this.#sampled
    return 1024 * Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(this.#status, 'utf8'))?.[1])
  }
}

/** Resets the system's peak; false if that is not possible. */
function resetPeak(clearRefs: string): boolean {
  try {
    writeFileSync(clearRefs, '5', { flag: 'r+' })
    return true
  } catch {
    return false
  }
}
