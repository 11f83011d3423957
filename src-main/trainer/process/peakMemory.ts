import { readFileSync, writeFileSync } from 'node:fs'

/** Linux's files of a process. */
const processFiles = { status: '/proc/self/status', clearRefs: '/proc/self/clear_refs' }

/**
 * The largest memory that this process has had since the object was made. Linux measures it and starts anew when asked;
 * elsewhere the system knows only the peak of the whole process, so it is the largest of the samples.
 */
export class PeakMemory {
  readonly #status: string | null
  #sampled = 0

  constructor({ status, clearRefs } = processFiles) {
    this.#status = resetPeak(clearRefs) ? status : null
    this.sample()
  }

  /** Looks at the memory of this moment, where the system does not keep the peak. */
  sample(): void {
    if (this.#status === null) this.#sampled = Math.max(this.#sampled, process.memoryUsage.rss())
  }

  get bytes(): number {
    this.sample()
    if (this.#status === null) return this.#sampled
    return 1024 * Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(this.#status, 'utf8'))?.[1])
  }
}

/** Whether the system starts its measure of the peak anew. */
function resetPeak(clearRefs: string): boolean {
  try {
    writeFileSync(clearRefs, '5', { flag: 'r+' })
    return true
  } catch {
    return false
  }
}
