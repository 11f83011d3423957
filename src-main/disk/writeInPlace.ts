import { closeSync, constants, openSync, writeSync } from 'node:fs'

const { O_CREAT, O_NOFOLLOW, O_WRONLY } = constants

/** Overwrites the beginning of a small file of the program's own, which is made where it is not there; no link is followed. */
export function writeInPlace(path: string, text: string): void {
  const file = openSync(path, O_WRONLY | O_CREAT | O_NOFOLLOW, 0o600)
  try {
    writeSync(file, text, 0)
  } finally {
    closeSync(file)
  }
}
