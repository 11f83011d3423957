import { LogFile } from '../program/logFile.ts'

/** Records the lab's starts, ends and warnings. */
const log = new LogFile('lab.log')

/** Logs an event of the lab. */
export function logLab(event: string, details: Readonly<Record<string, unknown>> = {}): void {
  log.add({ event, ...details })
}

/** Opens the log for the user, or its folder if nothing was logged yet. */
export function openLabLog(): void {
  log.open()
}
