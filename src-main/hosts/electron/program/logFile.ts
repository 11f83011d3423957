import { app, shell } from 'electron'
import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { rotateFile } from '#main/disk/rotateFile.ts'

/** What a day of warnings does not fill; five files are kept. */
const rotation = { bytes: 1_000_000, kept: 4 }

/** A file of the program's logs, one JSON object a line. It never leaves the machine. */
export class LogFile {
  readonly #name: string

  constructor(name: string) {
    this.#name = name
  }

  /**
   * Writes something down. At once and not by a stream: what matters most is said by a process that is about to end. What
   * cannot be written is no reason to stop.
   */
  add(what: Readonly<Record<string, unknown>>): void {
    try {
      mkdirSync(app.getPath('logs'), { recursive: true })
      rotateFile(this.#path, rotation)
      const line = { at: new Date().toISOString(), version: app.getVersion(), ...what }
      appendFileSync(this.#path, `${JSON.stringify(line)}\n`)
    } catch {
      // The disk is full or the folder is gone: the lab tells that itself.
    }
  }

  /** Shows the user what was written down, or its folder while nothing was. */
  open(): void {
    void shell.openPath(existsSync(this.#path) ? this.#path : app.getPath('logs'))
  }

  get #path(): string {
    return join(app.getPath('logs'), this.#name)
  }
}
