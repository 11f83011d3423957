import { app, shell } from 'electron'
import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { rotateFile } from '#main/disk/rotateFile.ts'

/** What a day of warnings does not fill; five files are kept. */
const rotation = { bytes: 1_000_000, kept: 4 }

/** Where the lab's starts, ends and warnings are written down, one JSON object a line. It never leaves the machine. */
const logFile = (): string => join(app.getPath('logs'), 'lab.log')

/**
 * Writes down what became of the lab. At once and not by a stream: what matters most is said by a process that is about to
 * end. A log that cannot be written is no reason to stop the lab.
 */
export function logLab(event: string, details: Readonly<Record<string, unknown>> = {}): void {
  try {
    mkdirSync(app.getPath('logs'), { recursive: true })
    rotateFile(logFile(), rotation)
    const line = { at: new Date().toISOString(), version: app.getVersion(), event, ...details }
    appendFileSync(logFile(), `${JSON.stringify(line)}\n`)
  } catch {
    // The disk is full or the folder is gone: the lab tells that itself.
  }
}

/** Shows the user what was written down, or its folder while nothing was. */
export function openLabLog(): void {
  void shell.openPath(existsSync(logFile()) ? logFile() : app.getPath('logs'))
}
