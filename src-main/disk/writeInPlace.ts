import { closeSync, constants, openSync, writeSync } from 'node:fs'

const { O_CREAT, O_NOFOLLOW, O_WRONLY } = constants

/** Overwrites the start of one of the program's small files, creating it if necessary; follows no link. */
export function writeInPlace(path: string, text: string): void {
  const file = openSync(path, O_WRONLY | O_CREAT | O_NOFOLLOW, 0o600)
  try {
    writeSync(file, text, 0)
  } finally {
    closeSync(file)
  }
}
