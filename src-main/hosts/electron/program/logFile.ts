import { app, shell } from 'electron'
import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { rotateFile } from '#main/disk/rotateFile.ts'

/** `bytes` holds more than a day of warnings; `kept` old files make five with the current one. */
const rotation = { bytes: 1_000_000, kept: 4 }

/** A log file of the program, one JSON object per line. It never leaves the machine. */
export class LogFile {
  readonly #name: string

  constructor(name: string) {
    this.#name = name
  }

  /**
   * Appends an entry. Synchronous, since the most important entries come from a process that is about to end. Ignores
   * write errors.
   */
  add(what: Readonly<Record<string, unknown>>): void {
    try {
      mkdirSync(app.getPath('logs'), { recursive: true })
      rotateFile(this.#path, rotation)
      const line = { at: new Date().toISOString(), version: app.getVersion(), ...what }
      appendFileSync(this.#path, `${JSON.stringify(line)}\n`)
    } catch {
      // The disk is full or the folder is gone; the lab reports that itself.
    }
  }

  /** Opens the log for the user, or its folder if nothing was logged yet. */
  open(): void {
    void shell.openPath(existsSync(this.#path) ? this.#path : app.getPath('logs'))
  }

  get #path(): string {
    return join(app.getPath('logs'), this.#name)
  }
}
