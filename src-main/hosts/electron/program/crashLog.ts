import { crashReporter } from 'electron'
import { LogFile } from './logFile.ts'

/** The log of crashes. */
const crashes = new LogFile('crashes.jsonl')

/**
 * Keeps dumps of native crashes in this user's folder without uploading them. Call it before the application is ready.
 */
export function keepCrashDumps(): void {
  crashReporter.start({ uploadToServer: false })
}

/** Logs the unexpected end of a process. */
export function recordCrash(process: string, details: Readonly<Record<string, unknown>>): void {
  crashes.add({ process, ...details })
}

/** Opens the log for the user, or its folder if nothing was logged yet. */
export function openCrashLog(): void {
  crashes.open()
}
