import { crashReporter } from 'electron'
import { LogFile } from './logFile.ts'

/** Where crashes are written down. */
const crashes = new LogFile('crashes.jsonl')

/** Keeps dumps of native crashes in this user's folder and sends them nowhere. Before the application is ready. */
export function keepCrashDumps(): void {
  crashReporter.start({ uploadToServer: false })
}

/** Writes down that a process ended which should not have. */
export function recordCrash(process: string, details: Readonly<Record<string, unknown>>): void {
  crashes.add({ process, ...details })
}

/** Shows the user what was written down, or its folder while nothing was. */
export function openCrashLog(): void {
  crashes.open()
}
