import { app, crashReporter, shell } from 'electron'
import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where crashes are written down, one JSON object a line. It never leaves the machine. */
const crashLog = (): string => join(app.getPath('logs'), 'crashes.jsonl')

/** Keeps dumps of native crashes in this user's folder and sends them nowhere. Before the application is ready. */
export function keepCrashDumps(): void {
  crashReporter.start({ uploadToServer: false })
}

/** Writes down that a process ended which should not have. */
export function recordCrash(process: string, details: Record<string, unknown>): void {
  mkdirSync(app.getPath('logs'), { recursive: true })
  const line = { at: new Date().toISOString(), version: app.getVersion(), process, ...details }
  appendFileSync(crashLog(), `${JSON.stringify(line)}\n`)
}

/** Shows the user what was written down, or its folder while nothing was. */
export function openCrashLog(): void {
  void shell.openPath(existsSync(crashLog()) ? crashLog() : app.getPath('logs'))
}
