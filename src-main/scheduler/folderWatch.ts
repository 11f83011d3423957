import { statSync } from 'node:fs'
import { join } from 'node:path'

const names = ['', 'lab.sqlite', 'lock.sqlite']

/** Watches whether a lab's folder is still the one that was opened; calls back once when it is not. */
export class FolderWatch {
  readonly #timer: NodeJS.Timeout

  constructor(folder: string, everyMs: number, gone: () => void) {
    const paths = names.map((name) => join(folder, name))
    const then = paths.map(identity)
    this.#timer = setInterval(() => {
      if (paths.every((path, i) => identity(path) === then[i])) return
      this.end()
      gone()
    }, everyMs).unref()
  }

  end(): void {
    clearInterval(this.#timer)
  }
}

/** Identity of the file at a path; empty if missing. Disk errors are not reported here. */
function identity(path: string): string {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false })
    return found ? `${found.dev} ${found.ino}` : ''
  } catch {
    return 'unknown'
  }
}
