import { LogFile } from '../program/logFile.ts'

/** Where the lab's starts, ends and warnings are written down. */
const log = new LogFile('lab.log')

/** Writes down what became of the lab. */
export function logLab(event: string, details: Readonly<Record<string, unknown>> = {}): void {
  log.add({ event, ...details })
}

/** Shows the user what was written down, or its folder while nothing was. */
export function openLabLog(): void {
  log.open()
}
