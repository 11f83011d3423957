import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { trialPrefix } from './owned.ts'
import { removeOwned } from './removeOwned.ts'

/** A new folder in the system's temporary folder, which the system cleans up eventually. */
export const newTrialFolder = (): string => mkdtempSync(join(tmpdir(), trialPrefix))

/** Runs `act` with a new temporary folder, which is removed afterwards. */
export async function inTemporaryFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = newTrialFolder()
  try {
    return await act(folder)
  } finally {
    removeOwned('temporary', tmpdir(), basename(folder))
  }
}
